/** How is this one linked with that one: the shortest ways and their alternatives, in a span of time and around chosen classes. */
import { useState } from "preact/hooks";
import type { Edge, Hit, Overview, Path, Paths as Found } from "../api";
import { t } from "../i18n";
import { address, list, parameter, set } from "../route";
import { Asked, Dot, EntityLink, Notice } from "../parts/basics";
import { Brush } from "../parts/brush";
import { EvidenceOf } from "../parts/evidence";
import { Finder } from "../parts/finder";

const STEPS = 4, MOST_STEPS = 6;
/** What a path may be asked to keep away from: what links everybody with everybody says little. */
const AVOIDABLE = ["City", "Province", "Country", "Post", "Company", "Body", "Project", "Signing", "Delegation"];

function Step({ edges, forward, open, show }: { edges: readonly Edge[]; forward: boolean; open: boolean; show: () => void }) {
  const dates = [...new Set(edges.map((edge) => edge.date).filter(Boolean))].sort();
  const names = [...new Set(edges.map((edge) => t(edge.predicate)))].join("、");
  return (
    <button class="edge small" aria-expanded={open} onClick={show} title={t("evidence")}>
      {forward ? "" : "← "}{names}{dates.length > 0 && ` ${dates.join("、")}`}{forward ? " →" : ""}
    </button>
  );
}

function Way({ path }: { path: Path }) {
  const [shown, show] = useState(-1);
  return (
    <li>
      <div class="path">{path.nodes.map((node, i) => {
        const step = path.steps[i];
        return (
          <span key={node.id} class="row">
            <span><Dot type={node.type} /> <EntityLink of={node} /> <span class="hidden">{t(node.type)}</span></span>
            {step && <Step edges={step} forward={step[0]?.source === node.id} open={shown === i} show={() => show(shown === i ? -1 : i)} />}
          </span>);
      })}
        <span class="soft small nowrap">{t("n_steps", { n: path.steps.length })}</span>
        <a class="small" href={address("/explore", { nodes: path.nodes.map((node) => node.id) })}>{t("open_graph")}</a>
      </div>
      {path.steps[shown] && <EvidenceOf statements={path.steps[shown].flatMap((edge) => edge.statements)} />}
    </li>
  );
}

function End({ name, label }: { name: "source" | "target"; label: string }) {
  const choose = (hit: Hit): void => set({ [name]: hit.id, [`${name}_name`]: hit.name }, "push");
  return <div class="grow"><p class="soft small" aria-hidden="true">{label}</p><Finder label={label} choose={choose} initial={parameter(`${name}_name`)} /></div>;
}

const turn = (): void => set({ source: parameter("target"), source_name: parameter("target_name"), target: parameter("source"), target_name: parameter("source_name") }, "push");

function Limits({ steps }: { steps: number }) {
  const without = new Set(list("without"));
  const flip = (type: string): void => { without.has(type) ? without.delete(type) : without.add(type); set({ without: [...without] }); };
  return (
    <section class="card" aria-label={t("filter")}>
      <p class="row"><span class="soft small">{t("ways_over")}</span><span class="row" role="group" aria-label={t("ways_over")}>{AVOIDABLE.map((type) => (
        <button key={type} class="chip" aria-pressed={!without.has(type)} onClick={() => flip(type)}><Dot type={type} />{t(type)}</button>))}</span>
        <label class="small row">{t("at_most_steps")} <select value={String(steps)} onChange={(e) => set({ steps: e.currentTarget.value === String(STEPS) ? null : e.currentTarget.value })}>
          {Array.from({ length: MOST_STEPS }, (_, i) => <option key={i} value={String(i + 1)}>{i + 1}</option>)}</select></label></p>
      <Asked<Overview> quiet path="/overview">{(it) => <Brush months={it.months.map((m) => ({ month: m.month, n: m.trips + m.signings }))} since={parameter("since")} until={parameter("until")} change={(since, until) => set({ since, until })} />}</Asked>
    </section>
  );
}

export function PathsView() {
  const source = parameter("source"), target = parameter("target"), steps = Math.min(MOST_STEPS, Math.max(1, Number(parameter("steps")) || STEPS));
  const asked = { source, target, steps, k: 12, without: list("without"), since: parameter("since"), until: parameter("until") };
  return (
    <div class="column">
      <section class="card"><h1>{t("paths")}</h1><p class="soft">{t("paths_lead")}</p>
        <div class="row ends"><End name="source" label={t("from")} /><button onClick={turn} disabled={!source && !target} aria-label={t("swap")} title={t("swap")}>⇄</button><End name="target" label={t("to")} /></div></section>
      {source && target && <Limits steps={steps} />}
      {source && target && (
        <Asked<Found> keep path="/graph/paths" parameters={asked}>{(found) => found.paths.length === 0
          ? <Notice title={t("no_path", { n: steps })}><p>{t("no_path_hint")}</p></Notice>
          : <section class="card"><ul class="list" data-testid="paths">{found.paths.map((path) => <Way key={path.nodes.map((node) => node.id).join()} path={path} />)}</ul>{found.truncated && <p class="soft">{t("more_paths")}</p>}</section>}</Asked>
      )}
      {!(source && target) && <Notice title={t("paths_hint")} />}
    </div>
  );
}
