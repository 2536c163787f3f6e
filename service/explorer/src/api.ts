/** The service's answers as this page uses them, and the one way in which it asks. */

export type Named = { id: string; type: string; name: string };
export type Hit = Named & { form: string; how: "exact" | "prefix" | "part"; articles: number; href: string };
export type Found = { query: string; total: number; types: Record<string, number>; hits: Hit[] };

export type Node = Named & { articles: number; date: string; status: string };
export type Edge = {
  source: string; target: string; predicate: string; statements: string[]; confidence: number; date: string; status: string; flagged?: boolean;
};
export type Neighbours = { id: string; counts: Record<string, number>; total: number; next: number | null; nodes: Node[]; edges: Edge[] };
export type Path = { nodes: Node[]; steps: Edge[][] };
export type Paths = { paths: Path[]; truncated: boolean };

export type Source = { id: string; title: string; published: string; source: string; url: string };
export type Citation = {
  statement: string; sentence: string; marks: [number, number][]; start: number; confidence: number; rule: string; article: Source; paragraph: string; at: number;
};
export type Evidenced = {
  id: string; subject: Named; predicate: string; object: Named | null; value: string; confidence: number; rule: string; citations: Citation[]; verdict: Verdict | ""; note: string;
};
export type Verdict = "flag" | "accept" | "correct" | "refuse";
export type Facts = { article: string; facts: Evidenced[]; total: number };
export type Trip = { trip: Node; leaders: Node[]; senders: Node[]; destinations: Node[]; visited: Node[] };
export type Month = { month: string; trips: number; signings: number; amount: number };
export type Overview = { articles: number; counts: Record<string, number>; months: Month[]; latest: Trip[] };
export type Moment = { date: string; what: Node; predicates: string[]; others: Node[]; statements: string[] };
export type Timeline = { id: string; moments: Moment[]; undated: number };
export type Place = Named & { latitude: number | null; longitude: number | null };
export type Flow = { source: Place; target: Place; trips: number; delegations: string[] };

export type Outcome = { signing: Node; amount: number | null; currency: string; projects: Node[]; statements: string[] };
export type Chain = { trip: Node; leaders: Node[]; senders: Node[]; firm: Node; statements: string[]; outcomes: Outcome[] };
export type Chains = { chains: Chain[]; total: number; months: Record<string, number> };

export type Text = { zh: string; en: string };
export type Question = {
  name: string; title: Text; about: Text; parameters: { name: string; type: string; required: boolean; default: string | null; help: Text }[]; columns: Column[];
};
export type Column = { name: string; type: string; label: Text };
export type Quote = { statement: string; sentence: string; quote: string; start: number; title: string; published: string; url: string };
export type Row = Record<string, string | number | string[] | null> & { evidence: never };
export type Answered = {
  question: string; title: Text; parameters: Record<string, string>; columns: Column[]; rows: Row[]; truncated: boolean; row_limit: number; queries: { sparql: string; cypher: string };
};
export type Term = { name: string; kind: string; edge: string; zh: string; en: string };
export type Waiting = {
  id: string; kind: "doubt" | "flag"; reason: string; note: string; learnt_at: string; article: string; title: string; sentence: string; marks: [number, number][];
  statement: string; subject: Named | null; predicate: string; object: Named | null; value: string;
};

/** What a person is told when an answer does not come: the problem's own sentence and remedy (RFC 9457). */
export class Problem extends Error {
  constructor(readonly status: number, message: string, readonly remedy = "") { super(message); }
}

const cache = new Map<string, Promise<unknown>>();

async function fetchJson<T>(path: string, init?: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, headers: { accept: "application/json", ...init?.headers } });
  } catch {
    throw new Problem(0, "offline");
  }
  const body: unknown = await response.json().catch(() => ({}));
  if (response.ok) return body as T;
  const { detail = response.statusText, remedy = "" } = body as { detail?: string; remedy?: string };
  throw new Problem(response.status, detail, remedy);
}

function query(path: string, parameters: Record<string, string | number | readonly string[] | undefined>): string {
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined || value === "") continue;
    for (const one of Array.isArray(value) ? value : [value]) pairs.append(name, String(one));
  }
  return pairs.size ? `${path}?${pairs}` : path;
}

/** GET with the parameters that are set; an answer that was fetched in this visit is not fetched again. */
export function get<T>(path: string, parameters: Parameters<typeof query>[1] = {}): Promise<T> {
  const address = query(path, parameters);
  const known = cache.get(address) as Promise<T> | undefined;
  if (known) return known;
  const asked = fetchJson<T>(address);
  cache.set(address, asked);
  asked.catch(() => cache.delete(address));
  return asked;
}

/** Forget the answers whose path begins so: what was written has changed them. */
export function forget(path: string): void {
  for (const address of cache.keys()) if (address.startsWith(path)) cache.delete(address);
}

export function post<T>(path: string, body: unknown): Promise<T> {
  return fetchJson<T>(path, { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } });
}
