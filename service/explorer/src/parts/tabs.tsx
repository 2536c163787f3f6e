/** One of several ways to look at the same thing; which one stands in the address. */
import { t } from "../i18n";
import { parameter, set } from "../route";

export const tab = (names: readonly string[]): string => (names.includes(parameter("tab")) ? parameter("tab") : names[0]!);

export function Tabs({ names, label }: { names: readonly string[]; label: string }) {
  return (
    <div class="tabs grow-0" role="group" aria-label={label}>{names.map((one) => (
      <button key={one} aria-pressed={tab(names) === one} onClick={() => set({ tab: one === names[0] ? null : one, flow: null })}>{t(one)}</button>))}</div>
  );
}
