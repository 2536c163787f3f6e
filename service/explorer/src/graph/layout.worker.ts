/** ForceAtlas2 away from the page: takes places and links as numbers, gives places back a few times a second, ends by itself. */
import Graph from "graphology";
import forceAtlas2, { type ForceAtlas2Settings } from "graphology-layout-forceatlas2";

export type Task = { x: Float32Array; y: Float32Array; size: Float32Array; fixed: Uint8Array; ends: Uint32Array; rounds: number; settings: ForceAtlas2Settings; quiet: boolean };
export type Places = { at: Float32Array; done: boolean };
const EVERY = 250;

addEventListener("message", ({ data }: MessageEvent<Task>) => {
  const graph = new Graph({ type: "undirected", multi: true });
  data.x.forEach((x, i) => graph.addNode(i, { x, y: data.y[i], size: data.size[i], fixed: data.fixed[i] === 1 }));
  for (let i = 0; i < data.ends.length; i += 2) graph.addEdge(data.ends[i], data.ends[i + 1]);
  const send = (done: boolean): void => {
    const at = new Float32Array(2 * graph.order);
    graph.forEachNode((id, { x, y }) => { at[2 * Number(id)] = x as number; at[2 * Number(id) + 1] = y as number; });
    postMessage({ at, done } satisfies Places, { transfer: [at.buffer] });
  };
  const each = graph.order > 2000 ? 1 : 4;
  let told = performance.now();
  for (let round = 0; round < data.rounds; round += each) {
    forceAtlas2.assign(graph, { iterations: each, settings: data.settings });
    if (!data.quiet && performance.now() - told > EVERY) { send(false); told = performance.now(); }
  }
  send(true);
});
