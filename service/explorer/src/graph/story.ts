/**
 * What is in view, as a pure function of the address bar: seeds, then expansions in their order, less what was taken out.
 * Undo and redo are the browser's own Back and Forward; sharing a view is sharing its address.
 */
import { get, type Edge, type Neighbours, type Node } from "../api";
import { list, set } from "../route";

export type Scene = { nodes: Map<string, Node>; edges: Map<string, Edge>; origin: Map<string, string>; more: Map<string, number> };
export const EVERY = "*";
export const PAGE = 40;
const SINGLE = 5, MOST = 12_000;

const edgeKey = (edge: Edge): string => `${edge.source} ${edge.predicate} ${edge.target}`;

/** One expansion in the address: the entity, the class asked for (or all), and how many pages of it. */
export type Opening = { id: string; type: string; pages: number };
export const write = (one: Opening): string => [one.id, one.type, one.pages].join("~");
export function read(text: string): Opening {
  const [id = "", type = EVERY, pages = "1"] = text.split("~");
  return { id, type, pages: Math.max(1, Number(pages) || 1) };
}
export const openings = (): Opening[] => list("open").map(read);

function add(scene: Scene, nodes: readonly Node[], edges: readonly Edge[], from: string): void {
  for (const node of nodes) if (!scene.nodes.has(node.id)) { scene.nodes.set(node.id, node); scene.origin.set(node.id, from); }
  for (const edge of edges) if (scene.nodes.has(edge.source) && scene.nodes.has(edge.target)) scene.edges.set(edgeKey(edge), edge);
}

/** The pages of one expansion: one request a page; many at once are one request, so that a hub's thousands come as one answer. */
async function follow(found: Scene, one: Opening): Promise<void> {
  const sizes = one.pages > SINGLE ? [one.pages * PAGE] : Array.from({ length: one.pages }, () => PAGE);
  let offset = 0, left = 0;
  for (const limit of sizes) {
    const among = limit > PAGE ? undefined : [...found.nodes.keys()].slice(0, 300);
    const answer = await get<Neighbours>("/graph/neighbours", { id: one.id, type: one.type === EVERY ? undefined : [one.type], limit, offset, among });
    add(found, answer.nodes, answer.edges, one.id);
    left = answer.next === null ? 0 : answer.total - answer.next;
    offset += limit;
    if (!left) break;
  }
  found.more.set(`${one.id}~${one.type}`, left);
}

/** Relations that readers called wrong are marked; who cannot be told of them sees the graph all the same. */
async function mark(found: Scene): Promise<void> {
  const flagged = new Set(await get<string[]>("/evidence/flagged").catch(() => []));
  if (flagged.size) for (const [key, edge] of found.edges) if (edge.statements.some((one) => flagged.has(one))) found.edges.set(key, { ...edge, flagged: true });
}

let latest: Scene = { nodes: new Map(), edges: new Map(), origin: new Map(), more: new Map() };

/** Fetch what the address names; answers that were fetched before come from memory, so that going back costs nothing. */
export async function scene(): Promise<Scene> {
  const found: Scene = { nodes: new Map(), edges: new Map(), origin: new Map(), more: new Map() };
  const seeds = list("nodes");
  if (seeds.length) {
    const among = await get<{ nodes: Node[]; edges: Edge[] }>("/graph/among", { id: seeds });
    add(found, among.nodes, among.edges, "");
  }
  for (const one of openings()) await follow(found, one);
  for (const id of list("drop")) {
    found.nodes.delete(id);
    for (const [key, edge] of found.edges) if (edge.source === id || edge.target === id) found.edges.delete(key);
  }
  await mark(found);
  return (latest = found);
}

/** One page more of an entity's neighbours; nothing if all of them are in view. */
export function expand(id: string, type = EVERY): void {
  const known = openings();
  const same = known.find((one) => one.id === id && one.type === type);
  if (same && !latest.more.get(`${id}~${type}`)) return set({ sel: id });
  if (same) same.pages += 1; else known.push({ id, type, pages: 1 });
  set({ sel: id, open: known.map(write) }, "push");
}
/** All of an entity's neighbours of a class that are left, as many as one answer may hold. */
export function expandAll(id: string, type: string, total: number): void {
  const rest = openings().filter((one) => one.id !== id || one.type !== type);
  set({ sel: id, open: [...rest, { id, type, pages: Math.min(MOST / PAGE, Math.ceil(total / PAGE)) }].map(write) }, "push");
}
export const collapse = (id: string): void => set({ open: openings().filter((one) => one.id !== id).map(write) }, "push");
export const isOpen = (id: string): boolean => openings().some((one) => one.id === id);
/** Take an entity out; ``next`` is what is then picked. */
export const drop = (id: string, next?: string): void => set({ drop: [...new Set([...list("drop"), id])], sel: next ?? null, edge: null }, "push");
export const addSeed = (id: string): void =>
  set({ nodes: [...new Set([...list("nodes"), id])], drop: list("drop").filter((one) => one !== id), sel: id }, "push");
/** What is pinned keeps its place in every layout; it stands in the address as well. */
export const isPinned = (id: string): boolean => list("pin").includes(id);
export const pin = (id: string): void => set({ pin: isPinned(id) ? list("pin").filter((one) => one !== id) : [...list("pin"), id] });
