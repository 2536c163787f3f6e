/** The graph, with a list beside it that has the same selection, filters, and the sentences behind what is picked. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Edge, Neighbours } from "../api";
import { Canvas, type Picked } from "../graph/canvas";
import { current, degreesOf, edgePasses, visible } from "../graph/filter";
import { addSeed, collapse, drop, expand, isOpen, scene as fetchScene, type Scene } from "../graph/story";
import { number, t } from "../i18n";
import { list, parameter, route, set } from "../route";
import { Asked, Dot, Failed, Notice, TypeTag } from "../parts/basics";
import { EvidenceOf } from "../parts/evidence";
import { Finder } from "../parts/finder";

const EMPTY: Scene = { nodes: new Map(), edges: new Map(), origin: new Map(), more: new Map() };

function useScene(): { scene: Scene; error: Error | null; retry: () => void } {
  const [state, setState] = useState<{ scene: Scene; error: Error | null }>({ scene: EMPTY, error: null });
  const [turn, setTurn] = useState(0);
  const key = ["nodes", "open", "drop"].map(parameter).join("|");
  useEffect(() => {
    let live = true;
    fetchScene().then((scene) => live && setState({ scene, error: null }), (error: Error) => live && setState((old) => ({ ...old, error })));
    return () => { live = false; };
  }, [key, turn]);
  return { ...state, retry: () => setTurn(turn + 1) };
}

function Legend({ scene }: { scene: Scene }) {
  const hidden = new Set(list("hide"));
  const types = new Map<string, number>();
  for (const node of scene.nodes.values()) types.set(node.type, (types.get(node.type) ?? 0) + 1);
  const flip = (type: string): void => { hidden.has(type) ? hidden.delete(type) : hidden.add(type); set({ hide: [...hidden] }); };
  return (
    <div class="legend" role="group" aria-label={t("types")}>
      {[...types].sort().map(([type, n]) => (
        <button key={type} aria-pressed={!hidden.has(type)} onClick={() => flip(type)}><Dot type={type} />{t(type)} {number(n)}</button>
      ))}
    </div>
  );
}

function Filters({ scene }: { scene: Scene }) {
  const dates = [...new Set([...scene.nodes.values()].map((node) => node.date.slice(0, 7)).filter((date) => date.length === 7))].sort();
  const without = new Set(list("without"));
  const flip = (status: string): void => { without.has(status) ? without.delete(status) : without.add(status); set({ without: [...without] }); };
  const pick = (name: "since" | "until") => (
    <select aria-label={t(name === "since" ? "from" : "to")} value={parameter(name)} onChange={(e) => set({ [name]: e.currentTarget.value || null })}>
      <option value="">{t("all_time")}</option>{dates.map((date) => <option key={date}>{date}</option>)}
    </select>
  );
  return (
    <details>
      <summary>{t("filter")}</summary>
      <p class="row small">{t("time")} {pick("since")} – {pick("until")}</p>
      <p class="row small">{["happened", "planned", "cancelled"].map((status) => (
        <label key={status}><input type="checkbox" checked={!without.has(status)} onChange={() => flip(status)} /> {t(status)}</label>))}</p>
      <p class="row small"><label>{t("confidence")} ≥ <input type="range" min="0" max="1" step="0.05" value={parameter("sure") || "0"} onInput={(e) => set({ sure: e.currentTarget.value === "0" ? null : e.currentTarget.value })} /> {parameter("sure") || "0"}</label>
        <label><input type="checkbox" checked={parameter("hubs") === "0"} onChange={(e) => set({ hubs: e.currentTarget.checked ? "0" : null })} /> {t("hide_hubs")}</label></p>
    </details>
  );
}

function Selected({ id, scene, canvas }: { id: string; scene: Scene; canvas: Canvas | null }) {
  const node = scene.nodes.get(id);
  const [, redraw] = useState(0);
  if (!node) return null;
  const own = [...scene.edges.values()].filter((edge) => edge.source === id || edge.target === id);
  return (
    <section aria-label={t("selected")}>
      <h2>{node.name}</h2>
      <p class="row"><TypeTag type={node.type} />{node.date && <span class="soft small">{node.date}</span>}{node.status && <span class="tag">{t(node.status)}</span>}</p>
      <p class="row">
        <a href={`/entities/${node.id}${parameter("lang") === "en" ? "?lang=en" : ""}`}>{t("page")}</a>
        <button onClick={() => expand(id)}>{t("expand")}</button>
        {isOpen(id) && <button onClick={() => collapse(id)}>{t("collapse")}</button>}
        <button aria-pressed={canvas?.isPinned(id)} onClick={() => { canvas?.pin(id); redraw(Math.random()); }}>{t(canvas?.isPinned(id) ? "unpin" : "pin")}</button>
        <button onClick={() => drop(id)}>{t("remove")}</button>
      </p>
      <Asked<Neighbours> path="/graph/neighbours" parameters={{ id, limit: 1 }}>{(it) => (
        <p class="row">{Object.entries(it.counts).map(([type, n]) => <button key={type} class="chip" onClick={() => expand(id, type)}><Dot type={type} />{t(type)} {number(n)}</button>)}</p>
      )}</Asked>
      <ul class="list">{own.map((edge) => {
        const other = scene.nodes.get(edge.source === id ? edge.target : edge.source);
        return other && (
          <li key={`${edge.source}${edge.predicate}${edge.target}`} class="row small">
            <button class="plain grow" onClick={() => set({ edge: edge.statements.slice(0, 20), sel: id })}><Dot type={other.type} /> {t(edge.predicate)}{edge.source === id ? "：" : "（←）"}{other.name}</button>
            {edge.date && <span class="soft">{edge.date}</span>}
          </li>);
      })}</ul>
    </section>
  );
}

export function Explore() {
  const { scene, error, retry } = useScene();
  const box = useRef<HTMLDivElement>(null);
  const [canvas, setCanvas] = useState<Canvas | null>(null);
  const chosen = parameter("sel"), statements = list("edge");
  const filterKey = ["hide", "since", "until", "without", "sure", "hubs", "nodes"].map(parameter).join("|");
  const degrees = useMemo(() => degreesOf(scene), [scene]);
  const shown = useMemo(() => visible(scene, current(), degrees), [scene, filterKey]);

  useEffect(() => {
    if (!box.current) return;
    const pick = (what: Picked): void => {
      if (what.node) set({ sel: what.node, edge: null });
      else set({ sel: null, edge: what.edges ? what.edges.flatMap((edge: Edge) => edge.statements).slice(0, 20) : null });
    };
    const made = new Canvas(box.current, pick, (id) => expand(id));
    setCanvas(made);
    const theme = new MutationObserver(() => made.repaint());
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
    return () => { theme.disconnect(); made.kill(); };
  }, []);
  useEffect(() => canvas?.show(scene, shown, current()), [canvas, scene, shown, route.value.query.get("lang")]);
  useEffect(() => canvas?.select(chosen), [canvas, chosen, scene]);

  const rows = [...shown].map((id) => scene.nodes.get(id)!).sort((a, b) => (degrees.get(b.id) ?? 0) - (degrees.get(a.id) ?? 0) || a.name.localeCompare(b.name, "zh"));
  const edges = [...scene.edges.values()].filter((edge) => shown.has(edge.source) && shown.has(edge.target) && edgePasses(edge, current())).length;
  return (
    <div class="stage">
      <div class="canvas" aria-label={t("explore")}>
        <div ref={box} style={{ position: "absolute", inset: 0 }} aria-hidden="true" />
        <div class="tools">
          <button onClick={() => history.back()}>{t("undo")}</button><button onClick={() => history.forward()}>{t("redo")}</button>
          <button onClick={() => canvas?.relayout()}>{t("layout")}</button><button onClick={() => canvas?.fit()}>{t("fit")}</button>
        </div>
        <Legend scene={scene} />
        {!list("nodes").length && <Notice title={t("start_hint")} />}
        {error && <Failed error={error} retry={retry} />}
      </div>
      <aside class="side">
        <section><Finder label={t("search")} choose={(hit) => addSeed(hit.id)} /></section>
        {chosen && <Selected id={chosen} scene={scene} canvas={canvas} />}
        {statements.length > 0 && <section aria-label={t("evidence")}><h2>{t("evidence")}</h2><EvidenceOf statements={statements} /></section>}
        <section><Filters scene={scene} /></section>
        <section aria-label={t("list")}>
          <h2>{t("list")} <span class="soft small">{t("shown", { a: number(shown.size), b: number(scene.nodes.size) })} · {number(edges)}</span></h2>
          <ul class="list" data-testid="node-list">{rows.slice(0, 300).map((node) => (
            <li key={node.id} class="row small">
              <button class="plain grow" aria-pressed={node.id === chosen} onClick={() => set({ sel: node.id, edge: null })} onDblClick={() => expand(node.id)}><Dot type={node.type} /> {node.name}</button>
              <span class="soft">{t(node.type)}</span>
            </li>))}</ul>
        </section>
      </aside>
    </div>
  );
}
