/** Which language the page speaks, and how it says words, numbers and sums. */
import { computed } from "@preact/signals";
import { parameter, route } from "./route";
import { TEXTS } from "./texts";

export const language = computed(() => (parameter("lang") === "en" ? "en" : "zh"));

/** The text of a key with `{x}` filled in; a key that is not in the table (a new type, say) stands for itself. */
export function t(key: string, values: Record<string, string | number> = {}): string {
  void route.value;
  const pair = TEXTS[key];
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
