/** What of the scene is shown: classes (the legend), time (the brush), status, confidence, hubs. All of it stands in the address. */
import { useState } from "preact/hooks";
import type { Scene } from "../graph/story";
import { number, t } from "../i18n";
import { list, parameter, set } from "../route";
import { Dot } from "./basics";
import { Brush, monthly } from "./brush";

const flipped = (name: string, value: string): void => {
  const chosen = new Set(list(name));
  chosen.has(value) ? chosen.delete(value) : chosen.add(value);
  set({ [name]: [...chosen] });
};

export function Legend({ scene }: { scene: Scene }) {
  const hidden = new Set(list("hide")), types = new Map<string, number>();
  for (const node of scene.nodes.values()) types.set(node.type, (types.get(node.type) ?? 0) + 1);
  return (
    <div class="legend" role="group" aria-label={t("types")}>
      {[...types].sort().map(([type, n]) => (
        <button key={type} aria-pressed={!hidden.has(type)} onClick={() => flipped("hide", type)}><Dot type={type} />{t(type)} {number(n)}</button>
      ))}
    </div>
  );
}

export function Span({ dates }: { dates: readonly string[] }) {
  return <Brush months={monthly(dates)} since={parameter("since")} until={parameter("until")} change={(since, until) => set({ since, until })} />;
}

export function Filters({ scene }: { scene: Scene }) {
  const without = new Set(list("without")), sure = parameter("sure") || "0";
  // open where something is filtered at first; from then on it is its reader who opens and closes it, whatever is chosen in it
  const [open, setOpen] = useState(["since", "until", "without", "sure", "hubs"].some((name) => parameter(name)));
  return (
    <details class="filters" open={open} onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>{t("filter")}</summary>
      <Span dates={[...scene.nodes.values()].map((node) => node.date)} />
      <p class="row small">{["happened", "planned", "cancelled"].map((status) => (
        <label key={status}><input type="checkbox" checked={!without.has(status)} onChange={() => flipped("without", status)} /> {t(status)}</label>))}
        <label><input type="checkbox" checked={parameter("hubs") === "0"} onChange={(e) => set({ hubs: e.currentTarget.checked ? "0" : null })} /> {t("hide_hubs")}</label></p>
      <p class="row small"><label class="row">{t("confidence")} ≥ <input type="range" min="0" max="1" step="0.05" value={sure} onInput={(e) => set({ sure: e.currentTarget.value === "0" ? null : e.currentTarget.value })} /> {Number(sure).toFixed(2)}</label></p>
    </details>
  );
}
