/** The reasons of the reading's doubts, which the journal keeps in English, as a reader of either language meets them. */
import { language, t } from "./i18n";

type Said = readonly [pattern: RegExp, chinese: string];

/** ``{1}`` is the first group as it stands, ``{t1}`` the term of that name in the page's language. */
const REASONS: readonly Said[] = [
  [/^uncertain identity$/, "身份不确定"], [/^ambiguous identity$/, "身份有多种可能"],
  [/^(\w+): not sure enough for the graph$/, "{t1}：把握不足，未写入图谱"],
  [/^(\w+): (\w+) (.+): not sure enough for the graph$/, "{t1}的“{t2}”为“{t3}”：把握不足，未写入图谱"],
  [/^(\w+)\.(\w+) names no entity$/, "{t1}的“{t2}”没有对应的实体"], [/^the (\w+) rules failed$/, "抽取规则“{t1}”出错"],
  [/^the date cannot be read$/, "日期无法识别"], [/^the article has no date$/, "报道没有日期"], [/^the article could not be read$/, "报道无法读取"],
  [/^the file is empty$/, "文件是空的"], [/^the article has neither title nor text$/, "报道没有标题也没有正文"],
  [/^the (?:file|article|line) is longer than ([\d,]+) bytes$/, "超过 {1} 字节"], [/^the text is not in (\S+): byte (\d+)$/, "文字不是 {1} 编码（第 {2} 字节）"],
  [/^the front matter is not closed$/, "文件头没有结束行"],
];
const DETAILS: readonly Said[] = [
  [/^confidence ([\d.]+), asked for ([\d.]+)$/, "置信度 {1}，要求 {2}"],
  [/^(.+?) may be (.+?) \(([\d.]+)\): (.*)$/, "{1} 可能是 {2}（{3}）。{4}"],
];

function said(table: readonly Said[], text: string): string {
  if (language.value === "en") return text;
  for (const [pattern, chinese] of table) {
    const found = pattern.exec(text);
    if (found) return chinese.replace(/\{(t?)(\d)\}/g, (_, term: string, n: string) => (term ? t(found[Number(n)] ?? "") : found[Number(n)] ?? ""));
  }
  return text;
}

export const reason = (text: string): string => said(REASONS, text);
export const detail = (text: string): string => said(DETAILS, text);
