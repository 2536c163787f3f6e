/** The picture and the graph as files: SVG drawn from the places on the screen, GraphML with types, dates and statements. */
import { t } from "../i18n";
import type { Scene } from "./story";
import { FONT, shortened } from "./labels";

export type Spot = { x: number; y: number; size: number; colour: string; label: string };
export type Drawing = { width: number; height: number; ground: string; ink: string; line: string; nodes: Map<string, Spot>; edges: [string, string, string][] };

export function download(name: string, what: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(what);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "");

export function svg(it: Drawing): string {
  const lines = it.edges.map(([a, b]) => {
    const p = it.nodes.get(a)!, q = it.nodes.get(b)!;
    return `<line x1="${p.x.toFixed(1)}" y1="${p.y.toFixed(1)}" x2="${q.x.toFixed(1)}" y2="${q.y.toFixed(1)}"/>`;
  });
  const nodes = [...it.nodes.values()].map((n) =>
    `<circle cx="${n.x.toFixed(1)}" cy="${n.y.toFixed(1)}" r="${n.size.toFixed(1)}" fill="${n.colour}"/><text x="${(n.x + n.size + 4).toFixed(1)}" y="${(n.y + 4).toFixed(1)}">${escaped(shortened(n.label))}</text>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${it.width}" height="${it.height}" viewBox="0 0 ${it.width} ${it.height}">
<rect width="100%" height="100%" fill="${it.ground}"/><g stroke="${it.line}">${lines.join("")}</g>
<g font-family='${FONT}' font-size="13" fill="${it.ink}" paint-order="stroke" stroke="${it.ground}" stroke-width="0">${nodes.join("")}</g></svg>`;
}

const KEYS = ["name", "type", "date", "status", "articles"] as const;
const EDGE_KEYS = ["predicate", "label", "confidence", "date", "status", "statements"] as const;

export function graphml(scene: Scene, shown: ReadonlySet<string>): string {
  const data = (key: string, value: unknown): string => (value === "" || value === undefined ? "" : `<data key="${key}">${escaped(String(value))}</data>`);
  const nodes = [...shown].map((id) => scene.nodes.get(id)!).map((node) => `<node id="${escaped(node.id)}">${KEYS.map((key) => data(`n_${key}`, node[key])).join("")}</node>`);
  const edges = [...scene.edges.values()].filter((e) => shown.has(e.source) && shown.has(e.target)).map((e, i) => {
    const values: Record<string, unknown> = { ...e, label: t(e.predicate), statements: e.statements.join(" ") };
    return `<edge id="e${i}" source="${escaped(e.source)}" target="${escaped(e.target)}">${EDGE_KEYS.map((key) => data(`e_${key}`, values[key])).join("")}</edge>`;
  });
  const keys = [...KEYS.map((key) => ["n", "node", key]), ...EDGE_KEYS.map((key) => ["e", "edge", key])].map(([p, what, key]) =>
    `<key id="${p}_${key}" for="${what}" attr.name="${key}" attr.type="${key === "articles" ? "int" : key === "confidence" ? "double" : "string"}"/>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">${keys.join("")}<graph edgedefault="directed">
${nodes.join("\n")}
${edges.join("\n")}
</graph></graphml>\n`;
}
