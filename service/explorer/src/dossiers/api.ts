/** Dossiers as the service tells them, and how rows are sent and their progress is read. */
import { Problem, post, type Citation, type Named } from "../api";

export const STATES = ["open", "again", "linked", "refused"] as const;
export type State = (typeof STATES)[number];
export type Link = { entity: Named; action: "accept" | "refuse" | "undo"; by: string; at: string; note: string; seq: number; score: number; present: boolean };
export type Outline = {
  id: string; name: string; type: string; fields: Record<string, string[]>; by: string; at: string; state: State; link: Link | null; changes: number; href: string;
};
export type List = { total: number; counts: Record<State, number>; dossiers: Outline[] };
export type Reason = { feature: string; speaks: "for" | "against" | "open"; score: number; dossier: string[]; graph: string[]; zh: string; en: string };
export type Candidate = { entity: string; name: string; type: string; score: number; match: boolean; articles: number; reasons: Reason[]; verdict: "" | "accept" | "refuse" };
export type Decider = { field: string; zh: string; en: string; dossier: string[]; graph: Record<string, string[]> };
export type Conflict = { field: string; kind: string; sure: boolean; zh: string; en: string; dossier: string[]; graph: string[]; citations: Citation[] };
export type Change = { kind: string; predicate: string; incoming: boolean; other: Named | null; value: string; by: string; at: string };
export type Dossier = Outline & {
  text: string; history: Link[]; candidates: Candidate[]; decides: Decider[]; conflicts: Conflict[]; changed: Change[]; warnings?: string[]; labels: Record<string, [string, string]>;
};
export type Told = {
  line: number; row: number; of: number; id?: string; name?: string; result: string; detail?: string; warnings?: string[]; best?: { name: string; score: number; match: boolean } | null;
};
export type Done = { done: true; rows: number; new: number; changed: number; unchanged: number; error: number; accepted: number };

export const decide = (one: Outline, action: Link["action"], entity: string, note = ""): Promise<Dossier> => post<Dossier>(`${one.href}/decisions`, { action, entity, note });

async function send(path: string, body: string | Blob, type: string): Promise<Response> {
  const answer = await fetch(path, { method: "POST", body, headers: { accept: "application/json", "content-type": type } }).catch(() => { throw new Problem(0, "offline"); });
  if (answer.ok) return answer;
  const { detail = answer.statusText, remedy = "" } = (await answer.json().catch(() => ({}))) as { detail?: string; remedy?: string };
  throw new Problem(answer.status, detail, remedy);
}

/** Put one: an object as it is, or free text with what it is about, if that was chosen. */
export async function putOne(body: string, form: "json" | "text", type: string): Promise<Dossier> {
  const path = form === "text" && type ? `/dossiers?type=${encodeURIComponent(type)}` : "/dossiers";
  return (await (await send(path, body, form === "json" ? "application/json" : "text/plain")).json()) as Dossier;
}

/** Put many; `told` hears of each row as soon as the service has done it. The last object counts. */
export async function putMany(body: string | Blob, form: "ndjson" | "csv", type: string, told: (row: Told) => void): Promise<Done> {
  const answer = await send(`/dossiers/bulk${type ? `?type=${encodeURIComponent(type)}` : ""}`, body, form === "csv" ? "text/csv" : "application/x-ndjson");
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    const lines = (rest + (value ?? "")).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines.filter(Boolean)) {
      const one = JSON.parse(line) as Told | Done;
      if ("done" in one) return one;
      told(one);
    }
    if (done) throw new Problem(0, "offline");
  }
}

export type Form = "json" | "ndjson" | "csv" | "text";
/** What somebody has pasted or chosen: by the file's name, else by how it begins. */
export function formOf(text: string, name = ""): Form {
  const ending = name.toLowerCase().split(".").pop() ?? "";
  if (/^(ndjson|jsonl)$/.test(ending)) return "ndjson";
  if (/^(csv|tsv)$/.test(ending)) return "csv";
  const lines = text.trim().split("\n").filter((line) => line.trim());
  if (lines.length > 1 && lines.every((line) => line.trim().startsWith("{") && line.trim().endsWith("}"))) return "ndjson";
  if (text.trim().startsWith("{")) return "json";
  const cells = (line: string): number => line.split(/[,;\t]/).length;
  return lines.length > 1 && cells(lines[0]!) > 1 && cells(lines[0]!) === cells(lines[1]!) && !/[。！？]/.test(lines[0]!) ? "csv" : lines.length > 1 && /^(姓名|名称|企业名称|公司名称|项目名称|机构名称|name)\s*$/i.test(lines[0]!) ? "csv" : "text";
}
