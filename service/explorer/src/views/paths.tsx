/** How is this one linked with that one: the shortest ways and their alternatives, with time and evidence on each step. */
import { useState } from "preact/hooks";
import type { Edge, Hit, Path, Paths as Found } from "../api";
import { t } from "../i18n";
import { address, parameter, set } from "../route";
import { Asked, Dot, EntityLink, Notice } from "../parts/basics";
import { EvidenceOf } from "../parts/evidence";
import { Finder } from "../parts/finder";

const STEPS = 4;

function Step({ edges, forward, show }: { edges: readonly Edge[]; forward: boolean; show: (ids: string[]) => void }) {
  const dates = [...new Set(edges.map((edge) => edge.date).filter(Boolean))].sort();
  const names = [...new Set(edges.map((edge) => t(edge.predicate)))].join("、");
  return (
    <button class="edge small" onClick={() => show(edges.flatMap((edge) => edge.statements))} title={t("evidence")}>
      {forward ? "" : "← "}{names}{dates.length > 0 && ` ${dates.join("、")}`}{forward ? " →" : ""}
    </button>
  );
}

function Way({ path }: { path: Path }) {
  const [statements, show] = useState<string[]>([]);
  return (
    <li>
      <div class="path">{path.nodes.map((node, i) => (
        <span key={node.id} class="row">
          <span><Dot type={node.type} /> <EntityLink of={node} /></span>
          {path.steps[i] && <Step edges={path.steps[i]} forward={path.steps[i][0]?.source === node.id} show={(ids) => show(statements.join() === ids.join() ? [] : ids)} />}
        </span>
      ))}
        <a class="small" href={address("/explore", { nodes: path.nodes.map((node) => node.id) })}>{t("open_graph")}</a>
      </div>
      {statements.length > 0 && <EvidenceOf statements={statements} />}
    </li>
  );
}

const end = (name: "source" | "target", label: string) => {
  const choose = (hit: Hit): void => set({ [name]: hit.id, [`${name}_name`]: hit.name }, "push");
  return <div class="grow"><p class="soft small">{label}</p><Finder label={label} choose={choose} initial={parameter(`${name}_name`)} /></div>;
};

export function PathsView() {
  const source = parameter("source"), target = parameter("target");
  return (
    <div class="column">
      <section class="card row">{end("source", t("from"))}{end("target", t("to"))}</section>
      {source && target && (
        <Asked<Found> path="/graph/paths" parameters={{ source, target, steps: STEPS, k: 12 }}>{(found) => found.paths.length === 0
          ? <Notice title={t("no_path", { n: STEPS })} />
          : <section class="card"><ul class="list" data-testid="paths">{found.paths.map((path, i) => <Way key={i} path={path} />)}</ul>{found.truncated && <p class="soft">…</p>}</section>}</Asked>
      )}
    </div>
  );
}
