/** The picture: a sigma renderer over a graphology graph that is brought in step with the scene, keeping places as they are. */
import Graph from "graphology";
import Sigma from "sigma";
import type { Edge } from "../api";
import { t } from "../i18n";
import { colour, typeColour } from "../kinds";
import { edgePasses, type Filter } from "./filter";
import { FONT, Labels } from "./labels";
import { Layout, reduced } from "./layout";
import type { Drawing } from "./export";
import { expand, type Scene } from "./story";

export type Picked = { node?: string; edges?: Edge[] };
/** From so many nodes on, what each frame or each move of the mouse costs is kept down: see ``crowd``. */
const CROWD = 1500;
/** So many nodes and lines are taken out one by one. */
const FEW = 100;

/** Parallel relations of two entities are one line; its label names them all. */
function grouped(scene: Scene, shown: Set<string>, filter: Filter): Map<string, Edge[]> {
  const found = new Map<string, Edge[]>();
  for (const edge of scene.edges.values()) {
    if (!shown.has(edge.source) || !shown.has(edge.target) || !edgePasses(edge, filter)) continue;
    const key = edge.source < edge.target ? `${edge.source} ${edge.target}` : `${edge.target} ${edge.source}`;
    const known = found.get(key);
    known ? known.push(edge) : found.set(key, [edge]);
  }
  return found;
}

export class Canvas {
  readonly graph = new Graph({ type: "undirected", multi: false });
  private readonly renderer: Sigma;
  private readonly labels = new Labels();
  private pinned: ReadonlySet<string> = new Set<string>();
  private bundles = new Map<string, Edge[]>();
  private selected = "";
  private hovered = "";
  private ink = { soft: "", edge: "", line: "", accent: "" };
  private crowded = false;
  private readonly layout: Layout;

  constructor(private readonly box: HTMLElement, pick: (what: Picked) => void, open: (id: string) => void = expand) {
    this.renderer = new Sigma(this.graph, box, {
      allowInvalidContainer: true, renderEdgeLabels: true, enableEdgeEvents: true, labelDensity: 1.5, labelGridCellSize: 90, labelRenderedSizeThreshold: 4, zIndex: true,
      labelFont: FONT, labelSize: 13, edgeLabelSize: 11, stagePadding: 80,
      defaultDrawNodeLabel: this.labels.node, defaultDrawNodeHover: this.labels.hover, defaultDrawEdgeLabel: this.labels.edge, defaultEdgeType: "line", minCameraRatio: 0.05, maxCameraRatio: 5,
      nodeReducer: (id, data) => this.nodeStyle(id, data), edgeReducer: (key, data) => this.edgeStyle(key, data),
    });
    this.layout = new Layout(this.graph, () => { const { width, height } = this.renderer.getDimensions(); return width / Math.max(1, height); });
    this.repaint();
    this.renderer.on("beforeRender", () => this.labels.clear());
    this.renderer.on("clickNode", ({ node }) => pick({ node }));
    this.renderer.on("doubleClickNode", ({ node, preventSigmaDefault }) => { preventSigmaDefault(); open(node); });
    this.renderer.on("clickEdge", ({ edge }) => pick({ edges: this.bundles.get(edge) ?? [] }));
    this.renderer.on("clickStage", () => pick({}));
    this.renderer.on("enterNode", ({ node }) => this.hover(node));
    this.renderer.on("leaveNode", () => this.hover(""));
    this.draggable();
  }

  private hover(id: string): void {
    if (this.crowded) return;
    this.hovered = id;
    this.renderer.refresh({ skipIndexation: true });
  }

  /** Colours and label ink of the theme. */
  repaint(): void {
    this.labels.repaint();
    this.ink = { soft: colour("soft"), edge: colour("edge"), line: colour("line"), accent: colour("accent") };
    this.renderer.setSetting("labelColor", { color: colour("ink") });
    this.renderer.setSetting("edgeLabelColor", { color: colour("soft") });
    this.renderer.setSetting("defaultEdgeColor", colour("edge"));
    this.graph.forEachNode((id, data) => this.graph.setNodeAttribute(id, "color", typeColour(data["kind"] as string)));
  }

  /** Bring the picture in step with what is in view; nodes that stay keep their place, new ones start beside their origin. */
  show(scene: Scene, shown: Set<string>, filter: Filter): void {
    this.bundles = grouped(scene, shown, filter);
    this.leave(shown);
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
    for (const [key, edges] of this.bundles) {
      const [a = "", b = ""] = key.split(" ");
      const label = [...new Set(edges.map((edge) => t(edge.predicate)))].join("、");
      const style = { label, size: 1 + Math.min(4, edges.length - 1), flagged: edges.some((edge) => edge.flagged) };
      if (this.graph.hasEdge(key)) this.graph.mergeEdgeAttributes(key, style);
      else this.graph.addUndirectedEdgeWithKey(key, a, b, style);
    }
    this.crowd();
    const added = new Set(fresh);
    if (fresh.length) this.settle(first ? new Set() : new Set(this.graph.nodes().filter((id) => !added.has(id))));
    this.renderer.refresh();
  }

  /** Take out what is no longer in view. Sigma reads the whole graph again after each drop, so when many go, the rest comes anew. */
  private leave(shown: Set<string>): void {
    const edges = this.graph.filterEdges((key) => !this.bundles.has(key)), nodes = this.graph.filterNodes((id) => !shown.has(id));
    if (edges.length + nodes.length <= FEW) {
      for (const key of edges) this.graph.dropEdge(key);
      for (const id of nodes) this.graph.dropNode(id);
      return;
    }
    const kept = this.graph.filterNodes((id) => shown.has(id)).map((id) => [id, { ...this.graph.getNodeAttributes(id) }] as const);
    this.graph.clear();
    for (const [id, data] of kept) this.graph.addNode(id, data);
  }

  /** Let the new nodes find their place while the others stand still. */
  private settle(still: Set<string>): void {
    const settled = (done: boolean): void => { this.box.parentElement?.setAttribute("data-settled", String(done)); };
    settled(false);
    this.layout.settle(new Set([...still, ...this.pinned].filter((id) => this.graph.hasNode(id))), settled);
  }

  /** Many nodes: smaller marks, no names on lines, no dimming on the way of the mouse, lines left out while the picture moves. */
  private crowd(): void {
    this.crowded = this.graph.order > CROWD;
    this.renderer.setSettings({ renderEdgeLabels: !this.crowded, hideEdgesOnMove: this.crowded, hideLabelsOnMove: this.crowded, labelRenderedSizeThreshold: this.crowded ? 5 : 4 });
    const base = this.crowded ? 2 : 5;
    this.graph.updateEachNodeAttributes((id, data) => ({ ...data, size: base + Math.min(12, Math.sqrt(this.graph.degree(id)) * (base * 0.4)) }));
  }

  relayout(): void { this.settle(new Set()); }
  fit(): void { void this.renderer.getCamera().animatedReset({ duration: reduced() ? 0 : 300 }); }

  select(id: string): void {
    this.selected = id;
    this.renderer.refresh({ skipIndexation: true });
  }

  /** These, and only these, keep their place in every layout. */
  pin(ids: readonly string[]): void {
    this.pinned = new Set(ids);
    this.renderer.refresh({ skipIndexation: true });
  }

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

  kill(): void { this.layout.stop(); this.renderer.kill(); }

  private nodeStyle(id: string, data: Record<string, unknown>): Record<string, unknown> {
    const focus = this.hovered || this.selected;
    const near = !focus || id === focus || (this.graph.hasNode(focus) && this.graph.areNeighbors(id, focus));
    return { ...data, zIndex: near ? 1 : 0, color: near ? data["color"] : this.ink.line, label: near ? data["label"] : "", highlighted: id === this.selected || this.pinned.has(id), forceLabel: id === this.selected };
  }

  private edgeStyle(key: string, data: Record<string, unknown>): Record<string, unknown> {
    const focus = this.hovered || this.selected;
    const near = Boolean(focus) && this.graph.hasExtremity(key, focus);
    return { ...data, label: near ? data["label"] : "", forceLabel: near, color: data["flagged"] ? this.ink.accent : near ? this.ink.soft : this.ink.edge, zIndex: near ? 1 : 0 };
  }

  private draggable(): void {
    let moving = "";
    this.renderer.on("downNode", ({ node }) => { moving = node; this.layout.stop(); if (!this.renderer.getCustomBBox()) this.renderer.setCustomBBox(this.renderer.getBBox()); });
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
