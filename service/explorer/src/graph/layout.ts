/** Where nodes stand. Small graphs are settled at once, before they are shown; all others by a worker, so that the page stays awake. */
import type Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import type { Places, Task } from "./layout.worker";

const ROUNDS = 80, FIRST_ROUNDS = 250, SMALL = 300;
export const reduced = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;

export class Layout {
  private worker: Worker | null = null;
  private ids: string[] = [];

  constructor(private readonly graph: Graph, private readonly width: () => number) {}

  /** Let the nodes find their place while those in ``still`` stand. ``moved`` is told of each step, and of the last. */
  settle(still: ReadonlySet<string>, moved: (done: boolean) => void): void {
    this.stop();
    if (this.graph.order < 2) return moved(true);
    if (still.size === 0 && this.graph.order <= SMALL) { this.atOnce(); return moved(true); }
    this.ids = this.graph.nodes();
    this.worker = new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module" });
    this.worker.onmessage = ({ data }: MessageEvent<Places>) => {
      this.place(data.at, still);
      if (data.done) this.stop();
      moved(data.done);
    };
    this.worker.postMessage(this.task(still));
  }

  stop(): void { this.worker?.terminate(); this.worker = null; }
  get busy(): boolean { return this.worker !== null; }

  private settings(): Task["settings"] {
    const { order } = this.graph;
    return { ...forceAtlas2.inferSettings(this.graph), barnesHutOptimize: order > 400, adjustSizes: order < 400, slowDown: 4 };
  }

  private task(still: ReadonlySet<string>): Task {
    const number = new Map(this.ids.map((id, i) => [id, i])), n = this.ids.length;
    const task = { x: new Float32Array(n), y: new Float32Array(n), size: new Float32Array(n), fixed: new Uint8Array(n), ends: new Uint32Array(2 * this.graph.size) };
    this.graph.forEachNode((id, data) => {
      const i = number.get(id)!;
      [task.x[i], task.y[i], task.size[i], task.fixed[i]] = [data["x"] as number, data["y"] as number, data["size"] as number, still.has(id) ? 1 : 0];
    });
    this.graph.mapEdges((_, __, a, b) => [number.get(a)!, number.get(b)!]).forEach((pair, i) => task.ends.set(pair, 2 * i));
    return { ...task, rounds: ROUNDS, settings: this.settings(), quiet: reduced() };
  }

  /** What was dropped meanwhile is passed over; what stands still keeps the place that a drag may have given it. */
  private place(at: Float32Array, still: ReadonlySet<string>): void {
    const number = new Map(this.ids.map((id, i) => [id, i]));
    this.graph.updateEachNodeAttributes((id, data) => {
      const i = number.get(id);
      return i === undefined || still.has(id) ? data : { ...data, x: at[2 * i]!, y: at[2 * i + 1]! };
    }, { attributes: ["x", "y"] });
  }

  /** Names are written sideways, so a picture as wide as its box leaves more room for them. */
  private atOnce(): void {
    this.graph.forEachNode((id) => this.graph.setNodeAttribute(id, "fixed", false));
    forceAtlas2.assign(this.graph, { iterations: FIRST_ROUNDS, settings: { ...this.settings(), slowDown: 6, adjustSizes: false, scalingRatio: 10, gravity: 1 } });
    const by = Math.min(2, Math.max(1, this.width()));
    this.graph.updateEachNodeAttributes((_, data) => ({ ...data, x: (data["x"] as number) * by }), { attributes: ["x"] });
  }
}
