/** The graph, with a list beside it that has the same selection, filters, and the sentences behind what is picked. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Edge } from "../api";
import { Canvas, type Picked } from "../graph/canvas";
import { current, degreesOf, edgePasses, visible } from "../graph/filter";
import { addSeed, scene as fetchScene, type Scene } from "../graph/story";
import { number, t } from "../i18n";
import { list, parameter, route, set } from "../route";
import { Failed, Notice, Waiting } from "../parts/basics";
import { EvidenceOf } from "../parts/evidence";
import { Exports } from "../parts/exports";
import { Filters, Legend } from "../parts/filters";
import { Finder } from "../parts/finder";
import { NodeList } from "../parts/nodelist";
import { Selected } from "../parts/selected";

const EMPTY: Scene = { nodes: new Map(), edges: new Map(), origin: new Map(), more: new Map() };
const ORDER = new Intl.Collator("zh");
type Loaded = { scene: Scene; error: Error | null; busy: boolean };

function useScene(): Loaded & { retry: () => void } {
  const [state, setState] = useState<Loaded>({ scene: EMPTY, error: null, busy: true });
  const [turn, setTurn] = useState(0);
  const key = ["nodes", "open", "drop"].map(parameter).join("|");
  useEffect(() => {
    let live = true;
    setState((old) => ({ ...old, busy: true }));
    fetchScene().then((scene) => live && setState({ scene, error: null, busy: false }), (error: Error) => live && setState((old) => ({ ...old, error, busy: false })));
    return () => { live = false; };
  }, [key, turn]);
  return { ...state, retry: () => setTurn(turn + 1) };
}

function useCanvas(scene: Scene, shown: Set<string>) {
  const box = useRef<HTMLDivElement>(null);
  const [canvas, setCanvas] = useState<Canvas | null>(null);
  const chosen = parameter("sel");
  useEffect(() => {
    if (!box.current) return;
    const pick = (what: Picked): void => {
      if (what.node) set({ sel: what.node, edge: null });
      else set({ sel: null, edge: what.edges ? what.edges.flatMap((edge: Edge) => edge.statements).slice(0, 20) : null });
    };
    const made = new Canvas(box.current, pick);
    setCanvas(made);
    const theme = new MutationObserver(() => made.repaint());
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
    return () => { theme.disconnect(); made.kill(); };
  }, []);
  useEffect(() => canvas?.pin(list("pin")), [canvas, parameter("pin")]);
  useEffect(() => canvas?.show(scene, shown, current()), [canvas, scene, shown, route.value.query.get("lang")]);
  useEffect(() => canvas?.select(chosen), [canvas, chosen, scene]);
  return { box, canvas };
}

export function Explore() {
  const { scene, error, busy, retry } = useScene();
  const chosen = parameter("sel"), statements = list("edge");
  const filterKey = ["hide", "since", "until", "without", "sure", "hubs", "nodes"].map(parameter).join("|");
  const degrees = useMemo(() => degreesOf(scene), [scene]);
  const shown = useMemo(() => visible(scene, current(), degrees), [scene, filterKey]);
  const { box, canvas } = useCanvas(scene, shown);
  useEffect(() => { if (statements.length) document.querySelector("[data-testid=evidence]")?.scrollIntoView({ block: "start" }); }, [parameter("edge")]);
  const rows = useMemo(() => [...shown].map((id) => scene.nodes.get(id)!).sort((a, b) => (degrees.get(b.id) ?? 0) - (degrees.get(a.id) ?? 0) || ORDER.compare(a.name, b.name)), [shown]);
  const edges = useMemo(() => [...scene.edges.values()].filter((edge) => shown.has(edge.source) && shown.has(edge.target) && edgePasses(edge, current())).length, [shown]);
  return (
    <div class="stage">
      <h1 class="hidden">{t("explore")}</h1>
      <section class="canvas" aria-label={t("explore")} aria-busy={busy}>
        <div ref={box} class="fill" aria-hidden="true" />
        <div class="tools">
          <button onClick={() => history.back()} title={t("undo_hint")}>{t("undo")}</button><button onClick={() => history.forward()}>{t("redo")}</button>
          <button onClick={() => canvas?.relayout()}>{t("layout")}</button><button onClick={() => canvas?.fit()}>{t("fit")}</button>
          <Exports canvas={canvas} scene={scene} shown={shown} />
        </div>
        <Legend scene={scene} />
        {!list("nodes").length && <Notice title={t("start_hint")} />}
        {busy && scene.nodes.size === 0 && list("nodes").length > 0 && <Waiting />}
        {error && <Failed error={error} retry={retry} />}
      </section>
      <aside class="side" aria-label={t("list")}>
        <section><Finder label={t("search")} choose={(hit) => addSeed(hit.id)} /></section>
        {chosen && <Selected id={chosen} scene={scene} />}
        {statements.length > 0 && <section aria-label={t("evidence")} data-testid="evidence"><h2>{t("evidence")}</h2><EvidenceOf statements={statements} /></section>}
        {scene.nodes.size > 0 && <section><Filters scene={scene} /></section>}
        {scene.nodes.size > 0 && (
          <section>
            <h2>{t("list")} <span class="soft small" data-testid="shown">{t("shown", { a: number(shown.size), b: number(scene.nodes.size) })} · {t("degree")} {number(edges)}</span></h2>
            <NodeList rows={rows} chosen={chosen} />
          </section>)}
      </aside>
    </div>
  );
}
