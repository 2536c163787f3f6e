/** What is hidden of what is in view: by class, time, status, confidence, and hubs. Kept in the address. */
import type { Edge, Node } from "../api";
import { list, parameter } from "../route";
import type { Scene } from "./story";

export const HUB = 25;
export type Filter = { types: Set<string>; since: string; until: string; status: Set<string>; confidence: number; hubs: boolean };

export const current = (): Filter => ({
  types: new Set(list("hide")), since: parameter("since"), until: parameter("until"), status: new Set(list("without")),
  confidence: Number(parameter("sure")) || 0, hubs: parameter("hubs") === "0",
});

const inTime = (date: string, f: Filter): boolean => !date || ((!f.since || date >= f.since) && (!f.until || date.slice(0, f.until.length) <= f.until));

export const edgePasses = (edge: Edge, f: Filter): boolean =>
  edge.confidence >= f.confidence && inTime(edge.date, f) && !(edge.status && f.status.has(edge.status));

/** The ids of the nodes that stay: of a class that is shown, in time, no hub if those are hidden; the seeds always stay. */
export function visible(scene: Scene, f: Filter, degrees: Map<string, number>): Set<string> {
  const seeds = new Set(list("nodes"));
  const keep = (node: Node): boolean =>
    seeds.has(node.id) || (!f.types.has(node.type) && inTime(node.date, f) && !(node.status && f.status.has(node.status)) && !(f.hubs && (degrees.get(node.id) ?? 0) >= HUB));
  return new Set([...scene.nodes.values()].filter(keep).map((node) => node.id));
}

export function degreesOf(scene: Scene): Map<string, number> {
  const found = new Map<string, number>();
  for (const edge of scene.edges.values()) for (const end of [edge.source, edge.target]) found.set(end, (found.get(end) ?? 0) + 1);
  return found;
}
