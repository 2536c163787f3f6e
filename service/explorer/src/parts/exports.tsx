/** A menu of files: the picture as PNG and SVG, what it shows as GraphML and JSON. */
import type { Canvas } from "../graph/canvas";
import { download, graphml, svg } from "../graph/export";
import type { Scene } from "../graph/story";
import { t } from "../i18n";

export const json = (what: unknown): Blob => new Blob([JSON.stringify(what, null, 1)], { type: "application/json" });

export function Exports({ canvas, scene, shown }: { canvas: Canvas | null; scene: Scene; shown: ReadonlySet<string> }) {
  const inView = () => ({ nodes: [...shown].map((id) => scene.nodes.get(id)), edges: [...scene.edges.values()].filter((e) => shown.has(e.source) && shown.has(e.target)) });
  return <Menu kinds={{
    PNG: () => canvas?.png((blob) => download("zhaoshang.png", blob)),
    SVG: () => canvas && download("zhaoshang.svg", new Blob([svg(canvas.drawing())], { type: "image/svg+xml" })),
    GraphML: () => download("zhaoshang.graphml", new Blob([graphml(scene, shown)], { type: "application/graphml+xml" })),
    JSON: () => download("zhaoshang.json", json(inView())),
  }} />;
}

/** The menu closes when a file has been chosen, by Escape, and when the keyboard leaves it. */
export function Menu({ kinds }: { kinds: Record<string, () => void> }) {
  const close = (from: Element): void => from.closest("details")!.removeAttribute("open");
  return (
    <details class="pop" onKeyDown={(e) => { if (e.key === "Escape") { close(e.currentTarget); e.currentTarget.querySelector("summary")!.focus(); } }}
      onFocusOut={(e) => { if (e.relatedTarget && !e.currentTarget.contains(e.relatedTarget as Element)) close(e.currentTarget); }}>
      <summary>{t("export")}</summary>
      <div class="row">{Object.keys(kinds).map((kind) => <button key={kind} aria-label={t("export_as", { n: kind })} onClick={(e) => { kinds[kind]!(); close(e.currentTarget); }}>{kind}</button>)}</div>
    </details>
  );
}
