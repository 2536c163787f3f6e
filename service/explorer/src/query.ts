/** Asking in SPARQL and Cypher, and what was asked before (kept in this browser only). */
import { Problem } from "./api";

export type Kind = "sparql" | "cypher";
export type Result = { columns: string[]; rows: string[][]; truncated: boolean; milliseconds: number };
export const DEFAULTS: Record<Kind, string> = {
  sparql: `PREFIX zs: <https://w3id.org/zhaoshang/ns#>
SELECT ?leader ?firm ?date WHERE {
  ?person zs:led ?trip ; zs:name ?leader .
  ?trip zs:visited ?called_on ; zs:startDate ?date .
  ?called_on zs:name ?firm .
}
ORDER BY DESC(?date)
LIMIT 20`,
  cypher: `MATCH (person:Person)-[:LED]->(trip:Delegation)-[:VISITED]->(firm:Company)
RETURN person.name AS leader, firm.name AS firm, trip.startDate AS date
ORDER BY date DESC
LIMIT 20`,
};

async function fail(response: Response): Promise<never> {
  const body = (await response.json().catch(() => ({}))) as { detail?: string; remedy?: string; errors?: { message: string }[] };
  throw new Problem(response.status, body.errors?.[0]?.message ?? body.detail ?? response.statusText, body.remedy);
}
const shown = (value: unknown): string => (value === null || value === undefined ? "" : typeof value === "object" ? JSON.stringify(value) : String(value));

export async function ask(kind: Kind, text: string): Promise<Result> {
  const start = performance.now();
  const response = kind === "sparql"
    ? await fetch("/sparql", { method: "POST", body: text, headers: { "content-type": "application/sparql-query", accept: "application/sparql-results+json, text/turtle;q=0.5" } })
    : await fetch("/db/neo4j/query/v2", { method: "POST", body: JSON.stringify({ statement: text }), headers: { "content-type": "application/json", accept: "application/json" } });
  if (!response.ok) return fail(response);
  const rest = { truncated: response.headers.get("x-truncated") === "true", milliseconds: 0 };
  const found = kind === "cypher" ? fromCypher(await response.json()) : response.headers.get("content-type")?.includes("json") ? fromSparql(await response.json()) : fromTurtle(await response.text());
  return { ...rest, ...found, milliseconds: Math.round(performance.now() - start) };
}

type Bindings = { head: { vars?: string[] }; boolean?: boolean; results?: { bindings: Record<string, { value: string }>[] } };
function fromSparql(it: Bindings) {
  if (it.boolean !== undefined) return { columns: ["ASK"], rows: [[String(it.boolean)]] };
  const columns = it.head.vars ?? [];
  return { columns, rows: (it.results?.bindings ?? []).map((row) => columns.map((name) => row[name]?.value ?? "")) };
}
type Table = { data: { fields: string[]; values: unknown[][] }; errors?: { message: string }[] };
function fromCypher(it: Table) {
  const [broken] = it.errors ?? [];
  if (broken) throw new Problem(400, broken.message); // it came amid the rows, after the status was sent
  return { columns: it.data.fields, rows: it.data.values.map((row) => row.map(shown)) };
}
const fromTurtle = (text: string) => ({ columns: ["RDF"], rows: text.trim().split("\n").filter(Boolean).map((line) => [line]) });

const PLACE = "zhaoshang.queries", MOST = 30;
type Past = { kind: Kind; text: string };
export function remembered(): Past[] {
  try { return JSON.parse(localStorage.getItem(PLACE) ?? "[]") as Past[]; } catch { return []; }
}
export function remember(kind: Kind, text: string): void {
  const rest = remembered().filter((one) => one.kind !== kind || one.text !== text);
  try { localStorage.setItem(PLACE, JSON.stringify([{ kind, text }, ...rest].slice(0, MOST))); } catch { /* a full or closed storage only costs the history */ }
}
