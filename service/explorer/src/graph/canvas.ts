/** The picture: a sigma renderer over a graphology graph that is brought in step with the scene, keeping places as they are. */
import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import Sigma from "sigma";
import type { Edge } from "../api";
import { t } from "../i18n";
import { colour, typeColour } from "../kinds";
import { edgePasses, type Filter } from "./filter";
import { FONT, Labels } from "./labels";
import type { Drawing } from "./export";
import { expand, type Scene } from "./story";

export type Picked = { node?: string; edges?: Edge[] };
const ROUNDS = 60, FIRST_ROUNDS = 250, SMALL = 300;

/** Parallel relations of two entities are one line; its label names them all. */
function grouped(scene: Scene, shown: Set<string>, filter: Filter): Map<string, Edge[]> {
  const found = new Map<string, Edge[]>();
  for (const edge of scene.edges.values()) {
    if (!shown.has(edge.source) || !shown.has(edge.target) || !edgePasses(edge, filter)) continue;
    const key = [edge.source, edge.target].sort().join(" ");
    found.set(key, [...(found.get(key) ?? []), edge]);
  }
  return found;
}

export class Canvas {
  readonly graph = new Graph({ type: "undirected", multi: false });
  private readonly renderer: Sigma;
  private readonly labels = new Labels();
  private readonly pinned = new Set<string>();
  private bundles = new Map<string, Edge[]>();
  private selected = "";
  private hovered = "";
  private ink = { soft: "", edge: "", line: "" };
  private frame = 0;
  private rounds = 0;

  constructor(box: HTMLElement, pick: (what: Picked) => void, open: (id: string) => void = expand) {
    this.renderer = new Sigma(this.graph, box, {
      allowInvalidContainer: true, renderEdgeLabels: true, enableEdgeEvents: true, labelDensity: 1.5, labelGridCellSize: 90, labelRenderedSizeThreshold: 4, zIndex: true,
      labelFont: FONT, labelSize: 13, edgeLabelSize: 11, stagePadding: 80,
      defaultDrawNodeLabel: this.labels.node, defaultDrawNodeHover: this.labels.hover, defaultDrawEdgeLabel: this.labels.edge, defaultEdgeType: "line", minCameraRatio: 0.05, maxCameraRatio: 5,
      nodeReducer: (id, data) => this.nodeStyle(id, data), edgeReducer: (key, data) => this.edgeStyle(key, data),
    });
    this.repaint();
    this.renderer.on("beforeRender", () => this.labels.clear());
    this.renderer.on("clickNode", ({ node }) => pick({ node }));
    this.renderer.on("doubleClickNode", ({ node, preventSigmaDefault }) => { preventSigmaDefault(); open(node); });
    this.renderer.on("clickEdge", ({ edge }) => pick({ edges: this.bundles.get(edge) ?? [] }));
    this.renderer.on("clickStage", () => pick({}));
    this.renderer.on("enterNode", ({ node }) => { this.hovered = node; this.renderer.refresh({ skipIndexation: true }); });
    this.renderer.on("leaveNode", () => { this.hovered = ""; this.renderer.refresh({ skipIndexation: true }); });
    this.draggable();
  }

  /** Colours and label ink of the theme. */
  repaint(): void {
    this.labels.repaint();
    this.ink = { soft: colour("soft"), edge: colour("edge"), line: colour("line") };
    this.renderer.setSetting("labelColor", { color: colour("ink") });
    this.renderer.setSetting("edgeLabelColor", { color: colour("soft") });
    this.renderer.setSetting("defaultEdgeColor", colour("edge"));
    this.graph.forEachNode((id, data) => this.graph.setNodeAttribute(id, "color", typeColour(data["kind"] as string)));
  }

  /** Bring the picture in step with what is in view; nodes that stay keep their place, new ones start beside their origin. */
  show(scene: Scene, shown: Set<string>, filter: Filter): void {
    for (const id of this.graph.nodes()) if (!shown.has(id)) this.graph.dropNode(id);
    const first = this.graph.order === 0;
    const fresh: string[] = [];
    let turn = 0;
    for (const id of shown) {
      const node = scene.nodes.get(id)!;
      if (this.graph.hasNode(id)) continue;
      const origin = scene.origin.get(id) ?? "";
      const at = this.graph.hasNode(origin) ? this.graph.getNodeAttributes(origin) : { x: 0, y: 0 };
      const angle = (turn++ * 2.399963) % (2 * Math.PI), far = 1 + Math.sqrt(turn);
      this.graph.addNode(id, { label: node.name, kind: node.type, color: typeColour(node.type), x: at["x"] + far * Math.cos(angle), y: at["y"] + far * Math.sin(angle), size: 6 });
      fresh.push(id);
    }
    this.bundles = grouped(scene, shown, filter);
    for (const key of this.graph.edges()) if (!this.bundles.has(key)) this.graph.dropEdge(key);
    for (const [key, edges] of this.bundles) {
      const [a = "", b = ""] = key.split(" ");
      const label = [...new Set(edges.map((edge) => t(edge.predicate)))].join("、");
      const style = { label, size: 1 + Math.min(4, edges.length - 1) };
      if (this.graph.hasEdge(key)) this.graph.mergeEdgeAttributes(key, style);
      else this.graph.addUndirectedEdgeWithKey(key, a, b, style);
    }
    this.graph.forEachNode((id) => this.graph.setNodeAttribute(id, "size", 5 + Math.min(12, Math.sqrt(this.graph.degree(id)) * 2)));
    if (fresh.length) this.settle(first ? new Set() : new Set(this.graph.nodes().filter((id) => !fresh.includes(id))));
    this.renderer.refresh();
  }

  /** Let the new nodes find their place while the others stand still; a few rounds a frame, so that the page stays awake. */
  settle(still: Set<string>): void {
    cancelAnimationFrame(this.frame);
    this.rounds = 0;
    const each = this.graph.order > 2000 ? 1 : 4;
    const settings = { ...forceAtlas2.inferSettings(this.graph), barnesHutOptimize: this.graph.order > 400, adjustSizes: this.graph.order < 400, slowDown: 4 };
    this.graph.forEachNode((id) => this.graph.setNodeAttribute(id, "fixed", still.has(id) || this.pinned.has(id)));
    const step = (): void => {
      if (this.graph.order < 2) return;
      forceAtlas2.assign(this.graph, { iterations: each, settings });
      if ((this.rounds += each) < ROUNDS) this.frame = requestAnimationFrame(step);
    };
    if (still.size === 0 && this.graph.order > 1 && this.graph.order <= SMALL) {
      forceAtlas2.assign(this.graph, { iterations: FIRST_ROUNDS, settings: { ...settings, slowDown: 6, adjustSizes: false, scalingRatio: 10, gravity: 1 } });
      this.widen();
      return;
    }
    if (reduced() && this.graph.order > 1) { forceAtlas2.assign(this.graph, { iterations: ROUNDS, settings }); return; }
    this.frame = requestAnimationFrame(step);
  }

  /** Names are written sideways, so a picture as wide as its box leaves more room for them. */
  private widen(): void {
    const { width, height } = this.renderer.getDimensions(), by = Math.min(2, Math.max(1, width / Math.max(1, height)));
    this.graph.updateEachNodeAttributes((_, data) => ({ ...data, x: (data["x"] as number) * by }), { attributes: ["x"] });
  }

  relayout(): void { this.settle(new Set()); }
  fit(): void { void this.renderer.getCamera().animatedReset({ duration: reduced() ? 0 : 300 }); }

  select(id: string): void {
    this.selected = id;
    this.renderer.refresh({ skipIndexation: true });
  }

  pin(id: string): boolean {
    this.pinned.has(id) ? this.pinned.delete(id) : this.pinned.add(id);
    this.renderer.refresh({ skipIndexation: true });
    return this.pinned.has(id);
  }
  isPinned = (id: string): boolean => this.pinned.has(id);

  /** What is on the screen, for an SVG of it. */
  drawing(): Drawing {
    const { width, height } = this.renderer.getDimensions(), nodes: Drawing["nodes"] = new Map();
    this.graph.forEachNode((id, data) => {
      const at = this.renderer.graphToViewport({ x: data["x"] as number, y: data["y"] as number });
      nodes.set(id, { ...at, size: this.renderer.scaleSize(data["size"] as number), colour: data["color"] as string, label: data["label"] as string });
    });
    return { width, height, ground: colour("ground"), ink: colour("ink"), line: colour("edge"), nodes, edges: this.graph.mapEdges((_, data, a, b) => [a, b, data["label"] as string]) };
  }

  /** The layers one over another; WebGL keeps its picture only until the next frame, so they are copied at once. */
  png(done: (blob: Blob) => void): void {
    this.renderer.refresh();
    const layers = Object.values(this.renderer.getCanvases()), sheet = document.createElement("canvas");
    [sheet.width, sheet.height] = [layers[0]!.width, layers[0]!.height];
    const context = sheet.getContext("2d")!;
    context.fillStyle = colour("ground");
    context.fillRect(0, 0, sheet.width, sheet.height);
    for (const layer of layers) context.drawImage(layer, 0, 0);
    sheet.toBlob((blob) => blob && done(blob));
  }

  kill(): void { cancelAnimationFrame(this.frame); this.renderer.kill(); }

  private nodeStyle(id: string, data: Record<string, unknown>): Record<string, unknown> {
    const focus = this.hovered || this.selected;
    const near = !focus || id === focus || (this.graph.hasNode(focus) && this.graph.areNeighbors(id, focus));
    return { ...data, zIndex: near ? 1 : 0, color: near ? data["color"] : this.ink.line, label: near ? data["label"] : "", highlighted: id === this.selected || this.pinned.has(id), forceLabel: id === this.selected };
  }

  private edgeStyle(key: string, data: Record<string, unknown>): Record<string, unknown> {
    const focus = this.hovered || this.selected;
    const near = Boolean(focus) && this.graph.hasExtremity(key, focus);
    return { ...data, label: near ? data["label"] : "", forceLabel: near, color: near ? this.ink.soft : this.ink.edge, zIndex: near ? 1 : 0 };
  }

  private draggable(): void {
    let moving = "";
    this.renderer.on("downNode", ({ node }) => { moving = node; if (!this.renderer.getCustomBBox()) this.renderer.setCustomBBox(this.renderer.getBBox()); });
    this.renderer.on("moveBody", ({ event }) => {
      if (!moving) return;
      const at = this.renderer.viewportToGraph(event);
      this.graph.mergeNodeAttributes(moving, at);
      event.preventSigmaDefault(); event.original.preventDefault(); event.original.stopPropagation();
    });
    const drop = (): void => { moving = ""; };
    this.renderer.on("upNode", drop);
    this.renderer.on("upStage", drop);
  }
}

export const reduced = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;
