/** Questions: pick one, say of whom, and read the answer as a table with its sentences, as a graph, on the map, or as a query. */
import { useState } from "preact/hooks";
import type { Answered, Column, Question, Row } from "../api";
import { download } from "../graph/export";
import { entityIn } from "../graph/table";
import { language, number, t } from "../i18n";
import { address, parameter, set } from "../route";
import { Asked, Notice } from "../parts/basics";
import { GraphOf, MapOf } from "../parts/drawn";
import { EvidenceOf } from "../parts/evidence";
import { json } from "../parts/exports";
import { Form, filled } from "../parts/form";
import { tab, Tabs } from "../parts/tabs";

export const TABS = ["table", "graph", "map", "query_texts"] as const;
const said = (text: { zh: string; en: string }): string => text[language.value];
const idsOf = (it: Answered): string[] => {
  const columns = it.columns.filter((column) => column.type === "id").map((column) => column.name);
  return [...new Set(it.rows.flatMap((row) => columns.map((name) => row[name]).filter((id): id is string => typeof id === "string" && id !== "")))];
};

function Cell({ row, column }: { row: Row; column: Column }) {
  const value = row[column.name], id = row[`${column.name}_id`];
  if (value === null || value === undefined || value === "") return <span class="soft">—</span>;
  if (typeof id === "string" && id) return <a href={address("/explore", { nodes: id, open: `${id}~*~1`, sel: id })}>{String(value)}</a>;
  if (Array.isArray(value)) return <>{value.map((one, i) => <span key={i} class="name">{i > 0 && "、"}{one}</span>)}</>;
  return <>{typeof value === "number" ? number(value) : t(value)}</>;
}

function Line({ row, columns }: { row: Row; columns: readonly Column[] }) {
  const [open, setOpen] = useState(false);
  const statements = (row["statements"] as string[] | null) ?? [];
  return (
    <>
      <tr>{columns.map((column) => <td key={column.name} class={["integer", "decimal"].includes(column.type) ? "right" : column.type === "date" ? "nowrap" : ""}><Cell row={row} column={column} /></td>)}
        <td class="right nowrap">{statements.length > 0 && <button class="link small" aria-expanded={open} onClick={() => setOpen(!open)}>{t("show_sentences", { n: statements.length })}</button>}</td></tr>
      {open && <tr><td colSpan={columns.length + 1}><EvidenceOf statements={statements} /></td></tr>}
    </>
  );
}

function Table({ it }: { it: Answered }) {
  const columns = it.columns.filter((column) => !["id", "statements"].includes(column.type) && column.name !== "ids");
  return (
    <div class="wide"><table data-testid="answer">
      <thead><tr>{columns.map((column) => <th key={column.name} class={["integer", "decimal"].includes(column.type) ? "right" : ""}>{said(column.label)}</th>)}<th><span class="hidden">{t("sentences")}</span></th></tr></thead>
      <tbody>{it.rows.map((row, i) => <Line key={i} row={row} columns={columns} />)}</tbody>
    </table></div>
  );
}

export function Shown({ it }: { it: Answered }) {
  const ids = idsOf(it).concat(Object.values(it.parameters).flat().filter((value) => entityIn(String(value))));
  if (tab(TABS) === "query_texts") return <Texts it={it} />;
  if (it.rows.length === 0) return <Notice title={t("no_rows")}><p>{t("no_rows_hint")}</p></Notice>;
  return tab(TABS) === "graph" ? <GraphOf ids={ids} /> : tab(TABS) === "map" ? <MapOf ids={ids} /> : <Table it={it} />;
}

function Texts({ it }: { it: Answered }) {
  const copy = (text: string) => navigator.clipboard?.writeText(text);
  return <>{(["sparql", "cypher"] as const).map((kind) => (
    <section key={kind}>
      <div class="row"><h2 class="grow">{kind === "sparql" ? "SPARQL" : "Cypher"}</h2><button onClick={() => void copy(it.queries[kind])}>{t("copy")}</button>
        <a href={address("/query", { kind, text: it.queries[kind] })}>{t("edit_query")}</a></div>
      <pre tabindex={0}>{it.queries[kind]}</pre>
    </section>))}</>;
}

function Answer({ question }: { question: Question }) {
  const given = filled(question);
  const csv = () => fetch(`/questions/${question.name}?${new URLSearchParams(given)}`, { headers: { accept: "text/csv" } }).then((r) => r.blob()).then((blob) => download(`${question.name}.csv`, blob));
  return (
    <Asked<Answered> path={`/questions/${question.name}`} parameters={given}>{(it) => (
      <section class="card">
        <div class="row"><Tabs names={TABS} label={t("answers")} />
          <span class="grow soft" role="status">{t("rows", { n: number(it.rows.length) })}{it.truncated && ` · ${t("truncated")}`}</span>
          <button onClick={() => void csv()} aria-label={t("export_as", { n: "CSV" })}>CSV</button>
          <button onClick={() => download(`${question.name}.json`, json(it))} aria-label={t("export_as", { n: "JSON" })}>JSON</button></div>
        <Shown it={it} />
      </section>)}</Asked>
  );
}

export function Answers() {
  return (
    <div class="column">
      <Asked<{ questions: Question[] }> path="/questions">{({ questions }) => {
        const question = questions.find((one) => one.name === parameter("question")) ?? questions.find((one) => one.name === "firms-visited") ?? questions[0]!;
        const missing = question.parameters.some((p) => p.required && !parameter(p.name));
        return (
          <>
            <section class="card">
              <div class="row field"><h1>{t("answers")}</h1>
                <select class="grow" aria-label={t("choose_question")} value={question.name} onChange={(e) => set({ ...Object.fromEntries(question.parameters.flatMap((p) => [[p.name, null], [`${p.name}_name`, null]])), question: e.currentTarget.value, tab: null, flow: null }, "push")}>
                  {questions.map((one) => <option key={one.name} value={one.name}>{said(one.title)}</option>)}</select></div>
              <p class="soft">{said(question.about)}</p>
              <Form key={question.name} question={question} />
            </section>
            {!missing && <Answer question={question} />}
          </>);
      }}</Asked>
    </div>
  );
}
