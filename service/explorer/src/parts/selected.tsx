/** What is picked: its page, what can be done with it, how many neighbours of each type it has, its relations in view. */
import type { Edge, Neighbours, Node } from "../api";
import { collapse, drop, EVERY, expand, expandAll, isOpen, isPinned, openings, PAGE, pin, type Scene } from "../graph/story";
import { number, t } from "../i18n";
import { address, parameter, set } from "../route";
import { Asked, Dot, TypeTag } from "./basics";

function Relation({ edge, id, other }: { edge: Edge; id: string; other: Node }) {
  const out = edge.source === id, chosen = parameter("edge") === edge.statements.slice(0, 20).join(",");
  return (
    <li>
      <button class="plain" aria-pressed={chosen} onClick={() => set({ edge: chosen ? null : edge.statements.slice(0, 20), sel: id })} title={t("evidence")}>
        <span class="soft nowrap">{out ? `${t(edge.predicate)} →` : `← ${t(edge.predicate)}`}</span>
        <span class="grow"><Dot type={other.type} /> {other.name}</span>
        {edge.flagged && <span class="tag flag" title={t("was_flag")}>⚑<span class="hidden">{t("was_flag")}</span></span>}
        {edge.date && !other.name.includes(edge.date) && <span class="soft small nowrap">{edge.date}</span>}
      </button>
    </li>
  );
}

/** What of an expansion is not in view yet: a page more of it, or all. */
function Rest({ id, type, shown, left }: { id: string; type: string; shown: number; left: number }) {
  if (!left) return null;
  return (
    <p class="row small">{type !== EVERY && <span class="soft">{t(type)}</span>}
      <button onClick={() => expand(id, type)}>{t("more", { n: number(Math.min(PAGE, left)) })}</button>
      {left > PAGE && <button onClick={() => expandAll(id, type, shown + left)}>{t("all_left", { n: number(shown + left) })}</button>}</p>
  );
}

export function Selected({ id, scene }: { id: string; scene: Scene }) {
  const node = scene.nodes.get(id);
  if (!node) return null;
  const own = [...scene.edges.values()].filter((edge) => edge.source === id || edge.target === id).sort((a, b) => a.predicate.localeCompare(b.predicate) || a.date.localeCompare(b.date));
  const pinned = isPinned(id);
  return (
    <section aria-label={t("selected")} data-testid="selected">
      <h2>{node.name}</h2>
      <p class="row"><TypeTag type={node.type} />{node.date && <span class="soft small">{node.date}</span>}{node.status && <span class={`tag status ${node.status}`}>{t(node.status)}</span>}
        <a class="small" href={`/entities/${node.id}${parameter("lang") === "en" ? "?lang=en" : ""}`}>{t("page")}</a>
        <a class="small" href={address("/timeline", { id })}>{t("timeline")}</a></p>
      <p class="row buttons">
        {!isOpen(id) && <button class="main" onClick={() => expand(id)}>{t("expand")}</button>}
        {isOpen(id) && <button onClick={() => collapse(id)}>{t("collapse")}</button>}
        <button aria-pressed={pinned} onClick={() => pin(id)}>{t(pinned ? "unpin" : "pin")}</button>
        <button onClick={() => drop(id)}>{t("remove")}</button>
      </p>
      <Asked<Neighbours> path="/graph/neighbours" parameters={{ id, limit: 1 }}>{(it) => (
        <p class="row" role="group" aria-label={t("expand")}>{Object.entries(it.counts).map(([type, n]) => <button key={type} class="chip" aria-label={`${t("expand")}: ${t(type)} ${n}`} onClick={() => expand(id, type)}><Dot type={type} />{t(type)} {number(n)}</button>)}</p>
      )}</Asked>
      {openings().filter((one) => one.id === id).map((one) => <Rest key={one.type} id={id} type={one.type} shown={one.pages * PAGE} left={scene.more.get(`${id}~${one.type}`) ?? 0} />)}
      {own.length > 0 && (
        <details open={own.length <= 12}>
          <summary>{t("degree")} {number(own.length)}</summary>
          <ul class="list relations">{own.map((edge) => {
            const other = scene.nodes.get(edge.source === id ? edge.target : edge.source);
            return other && <Relation key={`${edge.source}${edge.predicate}${edge.target}`} edge={edge} id={id} other={other} />;
          })}</ul>
        </details>)}
    </section>
  );
}
