/** Entities of an answer as a graph, with their relations and files, and their trips on the map. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Edge, Flow, Node } from "../api";
import { Canvas } from "../graph/canvas";
import { png, standalone } from "../graph/drawing";
import { download } from "../graph/export";
import { current } from "../graph/filter";
import type { Scene } from "../graph/story";
import { t } from "../i18n";
import { address, parameter, set } from "../route";
import { Atlas } from "./atlas";
import { Asked, Notice } from "./basics";
import { EvidenceOf } from "./evidence";
import { Exports, Menu } from "./exports";

export const MOST_DRAWN = 400, MOST_SEEDS = 60;

function Picture({ nodes, edges }: { nodes: Node[]; edges: Edge[] }) {
  const box = useRef<HTMLDivElement>(null);
  const [canvas, setCanvas] = useState<Canvas | null>(null), [picked, setPicked] = useState<string[]>([]);
  const scene = useMemo<Scene>(() => ({
    nodes: new Map(nodes.map((node) => [node.id, node])), edges: new Map(edges.map((edge) => [`${edge.source} ${edge.predicate} ${edge.target}`, edge])), origin: new Map(), more: new Map(),
  }), [nodes, edges]);
  const shown = useMemo(() => new Set(scene.nodes.keys()), [scene]);
  useEffect(() => {
    const made = new Canvas(box.current!, (what) => { made.select(what.node ?? ""); setPicked((what.edges ?? []).flatMap((edge) => edge.statements)); }, () => undefined);
    made.show(scene, shown, { ...current(), types: new Set() });
    setCanvas(made);
    return () => made.kill();
  }, [scene]);
  return (
    <>
      <div class="canvas boxed" role="img" aria-label={`${t("graph")}: ${nodes.map((node) => node.name).slice(0, 20).join("、")}`} data-testid="picture"><div ref={box} class="fill" /></div>
      <div class="row under"><Exports canvas={canvas} scene={scene} shown={shown} /><a href={address("/explore", { nodes: nodes.slice(0, MOST_SEEDS).map((node) => node.id) })}>{t("open_graph")}</a></div>
      {picked.length > 0 && <EvidenceOf statements={picked} />}
    </>
  );
}

export function GraphOf({ ids }: { ids: readonly string[] }) {
  if (ids.length === 0) return <Notice title={t("no_graph")} />;
  return (
    <Asked<{ nodes: Node[]; edges: Edge[] }> path="/graph/among" parameters={{ id: ids.slice(0, MOST_DRAWN) }}>{(among) => among.nodes.length
      ? <><Picture {...among} />{ids.length > MOST_DRAWN && <p class="soft small">{t("first_drawn", { n: MOST_DRAWN })}</p>}</> : <Notice title={t("no_graph")} />}</Asked>
  );
}

/** The map with its files. */
export function MapWithFiles({ flows, picked, pick }: { flows: readonly Flow[]; picked: string; pick: (key: string) => void }) {
  const box = useRef<HTMLDivElement>(null);
  const drawn = (): SVGSVGElement => box.current!.querySelector("svg.atlas")!;
  return (
    <div ref={box}>
      <Atlas flows={flows} picked={picked} pick={pick} />
      <div class="row under"><Menu kinds={{
        PNG: () => png(drawn(), (blob) => download("map.png", blob)),
        SVG: () => download("map.svg", new Blob([standalone(drawn())], { type: "image/svg+xml" })),
      }} /><span class="soft small">{t("map_note")}</span></div>
    </div>
  );
}

export function MapOf({ ids }: { ids: readonly string[] }) {
  if (ids.length === 0) return <Notice title={t("no_map")} />;
  return (
    <Asked<Flow[]> path="/graph/flows" parameters={{ about: ids.slice(0, MOST_DRAWN) }}>{(flows) => flows.length
      ? <MapWithFiles flows={flows} picked={parameter("flow")} pick={(key) => set({ flow: key || null })} /> : <Notice title={t("no_map")} />}</Asked>
  );
}
