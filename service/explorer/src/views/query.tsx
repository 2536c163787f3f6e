/** Editors for SPARQL and Cypher: highlighting and completion from the ontology, the answer as a table, what was asked before. */
import { useEffect, useRef, useState } from "preact/hooks";
import { get, Problem, type Term } from "../api";
import { download } from "../graph/export";
import { csv, entitiesIn, entityIn } from "../graph/table";
import { number, t } from "../i18n";
import { address, parameter, set } from "../route";
import { Failed, Notice, Waiting } from "../parts/basics";
import { GraphOf, MapOf } from "../parts/drawn";
import { json } from "../parts/exports";
import { tab, Tabs } from "../parts/tabs";
import { ask, DEFAULTS, type Kind, remembered, remember, type Result } from "../query";

const TABS = ["table", "graph", "map"] as const, MOST_ROWS = 500;

function useEditor(kind: Kind, text: string, change: (text: string) => void, run: () => void) {
  const box = useRef<HTMLDivElement>(null), latest = useRef({ change, run });
  latest.current = { change, run };
  const [error, setError] = useState<Error | null>(null);
  useEffect(() => {
    let live = true, close = (): void => undefined;
    Promise.all([import("../editor"), get<Term[]>("/ontology/terms.json")]).then(([{ open }, terms]) => {
      if (live && box.current) close = open(box.current, { kind, text, terms, label: kind === "sparql" ? "SPARQL" : "Cypher", change: (to) => latest.current.change(to), run: () => latest.current.run() });
    }, (fault: Error) => live && setError(fault));
    return () => { live = false; close(); };
  }, [kind, text]);
  return { box, error };
}

function Value({ value }: { value: string }) {
  const id = entityIn(value);
  return id ? <a href={address("/explore", { nodes: id, sel: id })}>{id}</a> : <>{value}</>;
}

function Table({ it }: { it: Result }) {
  return (
    <><div class="wide"><table data-testid="answer"><thead><tr>{it.columns.map((name) => <th key={name}>{name}</th>)}</tr></thead>
      <tbody>{it.rows.slice(0, MOST_ROWS).map((row, i) => <tr key={i}>{row.map((cell, j) => <td key={j}><Value value={cell} /></td>)}</tr>)}</tbody></table></div>
      {it.rows.length > MOST_ROWS && <p class="soft small">{t("first_rows", { n: MOST_ROWS })}</p>}</>
  );
}

function Answer({ it }: { it: Result }) {
  const objects = () => it.rows.map((row) => Object.fromEntries(it.columns.map((name, i) => [name, row[i]])));
  return (
    <section class="card">
      <div class="row"><Tabs names={TABS} label={t("answers")} />
        <span class="grow soft" role="status">{t("rows", { n: number(it.rows.length) })} · {t("milliseconds", { n: it.milliseconds })}{it.truncated && ` · ${t("truncated")}`}</span>
        <button onClick={() => download("answer.csv", new Blob([csv(it.columns, it.rows)], { type: "text/csv" }))} aria-label={t("export_as", { n: "CSV" })}>CSV</button>
        <button onClick={() => download("answer.json", json(objects()))} aria-label={t("export_as", { n: "JSON" })}>JSON</button></div>
      {it.rows.length === 0 ? <Notice title={t("no_rows")} /> : tab(TABS) === "graph" ? <GraphOf ids={entitiesIn(it.rows)} /> : tab(TABS) === "map" ? <MapOf ids={entitiesIn(it.rows)} /> : <Table it={it} />}
    </section>
  );
}

function History({ kind }: { kind: Kind }) {
  const known = remembered().filter((one) => one.kind === kind);
  return (
    <details class="card"><summary>{t("history")} <span class="soft">{known.length}</span></summary>
      {known.length === 0 ? <p class="soft">{t("no_history")}</p> : <ul class="list">{known.map((one) => <li key={one.text}><a class="small" href={address("/query", { kind, text: one.text })}><code>{one.text.replace(/\s+/g, " ").slice(0, 140)}</code></a></li>)}</ul>}
    </details>
  );
}

export function QueryView() {
  const kind: Kind = parameter("kind") === "cypher" ? "cypher" : "sparql", given = parameter("text") || DEFAULTS[kind];
  const draft = useRef(given);
  const [state, setState] = useState<{ busy?: boolean; answer?: Result; error?: Error }>({});
  useEffect(() => { draft.current = given; setState({}); }, [given, kind]);
  const run = (): void => {
    const text = draft.current;
    setState({ busy: true });
    remember(kind, text);
    ask(kind, text).then((answer) => setState({ answer }), (error: Error) => setState({ error }));
  };
  const { box, error } = useEditor(kind, given, (text) => (draft.current = text), run);
  return (
    <div class="column">
      <section class="card">
        <div class="row"><h1 class="grow">{t("query")}</h1><div class="tabs" role="group" aria-label={t("query")}>{(["sparql", "cypher"] as const).map((one) => <button key={one} aria-pressed={kind === one} onClick={() => set({ kind: one, text: null }, "push")}>{one === "sparql" ? "SPARQL" : "Cypher"}</button>)}</div></div>
        <p class="soft small">{t("query_lead")}</p>
        {error ? <Failed error={error} retry={() => location.reload()} /> : <div class="editor" ref={box} data-testid="editor" />}
        <p class="row"><button class="main" onClick={run} disabled={state.busy}>{t("run")}</button><span class="soft small">{t("run_hint")}</span>
          <button class="link small" onClick={() => set({ text: draft.current }, "push")}>URL</button></p>
      </section>
      {state.busy && <section class="card"><Waiting />{kind === "cypher" && <p class="soft small notice">{t("neo4j_wait")}</p>}</section>}
      {state.error && <section class="card"><Failed error={state.error instanceof Problem ? state.error : new Error(t("offline"))} retry={run} /></section>}
      {state.answer && <Answer it={state.answer} />}
      <History kind={kind} key={`${kind}${state.busy}`} />
    </div>
  );
}
