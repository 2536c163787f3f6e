/** The page's words in both languages. Ontology terms (types, properties) are here too, as the reader meets them. */
import { computed } from "@preact/signals";
import { parameter, route } from "./route";

const TEXTS = {
  product: ["招商图谱", "Zhaoshang Graph"],
  start: ["首页", "Start"], explore: ["图谱", "Graph"], paths: ["关联", "Paths"], map: ["地图", "Map"], ask: ["提问", "Ask"],
  review: ["复核", "Review"], dossiers: ["档案", "Dossiers"], query: ["查询", "Query"],
  search: ["检索", "Search"], search_hint: ["人名、企业、城市、项目，可用拼音", "Person, firm, city or project; pinyin works"],
  nothing: ["没有找到", "Nothing found"], nothing_hint: ["可以试试名称的一部分，或拼音首字母。", "Try a part of the name, or the initials of its pinyin."],
  loading: ["正在读取……", "Loading…"], slow: ["仍在读取，数据较多……", "Still loading; there is a lot of it…"], retry: ["重试", "Try again"],
  failed: ["没有读取成功", "This could not be loaded"], offline: ["连接不上服务，请检查它是否还在运行。", "The service does not answer; is it still running?"],
  articles: ["篇报道", "articles"], Delegation: ["团组", "Delegation"], Company: ["企业", "Company"], Official: ["官员", "Official"],
  Executive: ["企业负责人", "Executive"], Body: ["机构", "Body"], City: ["城市", "City"], Province: ["省份", "Province"], County: ["区县", "County"],
  Township: ["乡镇街道", "Township"], Country: ["国家", "Country"], DevelopmentZone: ["开发区", "Development zone"], Region: ["地区", "Region"],
  Project: ["项目", "Project"], Signing: ["签约", "Signing"], Visit: ["走访", "Visit"], Meeting: ["会见", "Meeting"], Post: ["职务", "Post"],
  Tenure: ["任职", "Tenure"], Article: ["报道", "Article"], Person: ["人物", "Person"], Organization: ["组织", "Organization"],
  led: ["带队", "led"], joined: ["随团", "joined"], sentBy: ["派出方", "sent by"], toured: ["到访", "toured"], visited: ["走访", "visited"],
  met: ["会见", "met"], investsIn: ["投资", "invests in"], locatedIn: ["位于", "located in"], partOf: ["属于", "part of"], basedIn: ["所在地", "based in"],
  heldBy: ["任职者", "held by"], ofPost: ["职务", "of post"], jurisdiction: ["辖区", "jurisdiction"], holds: ["担任", "holds"],
  byDelegation: ["所属团组", "by delegation"], visitTo: ["走访对象", "visit to"], meetingWith: ["会见对象", "meeting with"], atPlace: ["地点", "at"],
  hasParty: ["签约方", "party"], hasSigner: ["签约人", "signer"], concerns: ["涉及项目", "concerns"], mentions: ["提到", "mentions"],
  name: ["名称", "name"], alias: ["别名", "also known as"], status: ["状态", "status"], stage: ["阶段", "stage"], amount: ["金额", "amount"],
  currency: ["币种", "currency"], count: ["数量", "count"], startDate: ["开始", "start"], endDate: ["结束", "end"], date: ["日期", "date"],
  planned: ["计划中", "planned"], happened: ["已发生", "happened"], cancelled: ["已取消", "cancelled"], negotiating: ["洽谈", "negotiating"],
  signed: ["签约", "signed"], construction: ["建设", "construction"], operating: ["运营", "operating"],
  latest_trips: ["最近的行程", "Latest trips"], glance: ["图谱一览", "The corpus at a glance"], over_time: ["每月行程与签约", "Trips and signings by month"],
  try: ["试着问", "Questions to try"], trips: ["行程", "trips"], signings: ["签约", "signings"], signed_sum: ["签约金额", "Signed sum"],
  firms_visited: ["走访 {n} 家", "{n} visited"], open_graph: ["在图谱中查看", "Open in the graph"], expand: ["展开", "Expand"], collapse: ["收起", "Collapse"],
  pin: ["固定", "Pin"], unpin: ["取消固定", "Unpin"], remove: ["移除", "Remove"], undo: ["撤销", "Undo"], redo: ["重做", "Redo"], list: ["列表", "List"],
  filter: ["筛选", "Filter"], types: ["类型", "Types"], time: ["时间", "Time"], all_time: ["全部时间", "All time"], hide_hubs: ["隐藏枢纽", "Hide hubs"],
  layout: ["重新布局", "Lay out"], fit: ["全部显示", "Fit"], evidence: ["原文", "Evidence"], source: ["来源", "Source"], original: ["原文链接", "Original"],
  confidence: ["置信度", "Confidence"], rule: ["规则", "Rule"], wrong: ["这条不对", "This is wrong"], sent: ["已送交复核", "Sent to the review queue"],
  same_article: ["同一篇报道中的其他事实", "Other facts from the same article"], page: ["详情页", "Page"], from: ["从", "From"], to: ["到", "To"],
  find_paths: ["查找关联", "Find paths"], no_path: ["在 {n} 步以内没有找到关联。", "No path within {n} steps."], steps: ["步", "steps"],
  more: ["再显示 {n} 个", "Show {n} more"], shown: ["显示 {a} / {b}", "{a} of {b} shown"], empty_graph: ["图谱还是空的", "The graph is empty"],
  empty_graph_hint: ["先读入报道：zhaoshang ingest 路径", "Read articles first: zhaoshang ingest PATH"], start_hint: ["检索一个名称，或从最近的行程开始。", "Search for a name, or start from a recent trip."],
  language: ["English", "中文"], theme: ["明暗", "Theme"], sample: ["示例", "Sample"], depart: ["出发地", "From"], arrive: ["目的地", "To"], flows: ["地区往来", "Flows between regions"],
  timeline: ["时间线", "Timeline"], step: ["层级", "Level"], cities: ["城市", "Cities"], provinces: ["省份", "Provinces"], question_box: ["用一句话提问，例如：丛丽带队走访了哪些企业", "Ask in Chinese, e.g. 丛丽带队走访了哪些企业"],
  questions: ["全部问题", "All questions"], run: ["执行", "Run"], selected: ["所选", "Selected"], degree: ["关联数", "Links"], type: ["类型", "Type"], close: ["关闭", "Close"],
} as const satisfies Record<string, readonly [string, string]>;

export type Key = keyof typeof TEXTS;
export const language = computed(() => (parameter("lang") === "en" ? "en" : "zh"));

/** The text of a key with `{x}` filled in; a key that is not in the table (a new type, say) stands for itself. */
export function t(key: string, values: Record<string, string | number> = {}): string {
  void route.value;
  const pair = (TEXTS as Record<string, readonly [string, string]>)[key];
  const text = pair ? pair[language.value === "en" ? 1 : 0] : key;
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}

const formats = new Map<string, Intl.NumberFormat>();
export function number(value: number): string {
  const locale = language.value === "en" ? "en" : "zh-CN";
  let format = formats.get(locale);
  if (!format) formats.set(locale, (format = new Intl.NumberFormat(locale)));
  return format.format(value);
}

/** A sum as its readers say it: 亿 and 万 in Chinese, million and billion in English. */
export function money(amount: number, currency = "CNY"): string {
  const unit = { CNY: ["元", "yuan"], USD: ["美元", "US dollars"] }[currency] ?? [currency, currency];
  const steps: [number, string][] = language.value === "en" ? [[1e9, " billion"], [1e6, " million"]] : [[1e8, "亿"], [1e4, "万"]];
  const [size, word] = steps.find(([s]) => amount >= s) ?? [1, ""];
  const shown = number(Math.round((amount / size) * 100) / 100);
  return language.value === "en" ? `${shown}${word} ${unit[1]}` : `${shown}${word}${unit[0]}`;
}
