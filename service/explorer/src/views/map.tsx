/** Trips between cities or provinces: the arcs, the span of time, and the same in a table. */
import type { Flow, Overview } from "../api";
import { number, t } from "../i18n";
import { address, parameter, set } from "../route";
import { Asked, EntityLink, Notice } from "../parts/basics";
import { MapWithFiles } from "../parts/drawn";
import { Brush } from "../parts/brush";

const keyOf = (flow: Flow): string => `${flow.source.id}>${flow.target.id}`;

export function FlowTable({ flows }: { flows: readonly Flow[] }) {
  return (
    <div class="wide"><table><thead><tr><th>{t("depart")}</th><th>{t("arrive")}</th><th class="right">{t("trips")}</th><th><span class="hidden">{t("explore")}</span></th></tr></thead>
      <tbody>{flows.slice(0, 100).map((flow) => (
        <tr key={keyOf(flow)}><td class="nowrap"><EntityLink of={flow.source} /></td><td class="nowrap"><EntityLink of={flow.target} /></td><td class="right">{number(flow.trips)}</td>
          <td class="right nowrap"><a href={address("/explore", { nodes: [flow.source.id, flow.target.id, ...flow.delegations.slice(0, 40)] })} aria-label={`${t("open_graph")}: ${flow.source.name} → ${flow.target.name}`}>{t("open_graph")}</a></td></tr>))}</tbody></table></div>
  );
}

export function MapView() {
  const level = parameter("level") || "City", since = parameter("since"), until = parameter("until"), picked = parameter("flow");
  const pick = (key: string): void => set({ flow: key || null });
  return (
    <div class="column">
      <section class="card">
        <div class="row"><h1 class="grow">{t("flows")}</h1>
          <div class="tabs" role="group" aria-label={t("step")}>{(["City", "Province"] as const).map((one) => <button key={one} aria-pressed={level === one} onClick={() => set({ level: one === "City" ? null : one, flow: null })}>{t(one === "City" ? "cities" : "provinces")}</button>)}</div></div>
        <Asked<Overview> quiet path="/overview">{(it) => <Brush months={it.months.map((m) => ({ month: m.month, n: m.trips }))} since={since} until={until} change={(a, b) => set({ since: a, until: b, flow: null })} />}</Asked>
      </section>
      <Asked<Flow[]> keep path="/graph/flows" parameters={{ level, since, until }}>{(flows) => flows.length === 0 ? <Notice title={t("nothing")} /> : (
        <>
          <section class="card"><MapWithFiles flows={flows} picked={picked} pick={pick} /></section>
          <section class="card">
            <div class="row"><h2 class="grow">{t("flows")}</h2>{picked && <button class="link small" onClick={() => pick("")}>{t("clear")}</button>}</div>
            <FlowTable flows={picked ? flows.filter((flow) => keyOf(flow) === picked) : flows} />
          </section>
        </>)}</Asked>
    </div>
  );
}
