/** Questions: pick one, say of whom, and read the answer as a table with its sentences, as a graph, on the map, or as a query. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { type Answered, type Column, type Edge, type Flow, get, type Node, type Question, type Row } from "../api";
import { Canvas } from "../graph/canvas";
import { download } from "../graph/export";
import { current } from "../graph/filter";
import type { Scene } from "../graph/story";
import { language, number, t } from "../i18n";
import { address, parameter, set } from "../route";
import { Asked, Notice } from "../parts/basics";
import { Atlas } from "../parts/atlas";
import { EvidenceOf } from "../parts/evidence";
import { Form, filled } from "../parts/form";

const TABS = ["table", "graph", "map", "query_texts"] as const;
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

function Picture({ nodes, edges }: { nodes: Node[]; edges: Edge[] }) {
  const box = useRef<HTMLDivElement>(null);
  const scene = useMemo<Scene>(() => ({ nodes: new Map(nodes.map((node) => [node.id, node])), edges: new Map(edges.map((edge) => [`${edge.source} ${edge.predicate} ${edge.target}`, edge])), origin: new Map(), more: new Map() }), [nodes]);
  useEffect(() => {
    const canvas = new Canvas(box.current!, (what) => canvas.select(what.node ?? ""), () => undefined);
    canvas.show(scene, new Set(scene.nodes.keys()), { ...current(), types: new Set() });
    return () => canvas.kill();
  }, [scene]);
  return <div class="canvas boxed" role="img" aria-label={`${t("graph")}: ${nodes.length}`} data-testid="picture"><div ref={box} class="fill" /></div>;
}

function Shown({ it }: { it: Answered }) {
  const tab = parameter("tab") || "table", ids = idsOf(it).concat(Object.values(it.parameters).flat().filter((value) => String(value).includes("/"))).slice(0, 200);
  if (tab === "query_texts") return <Texts it={it} />;
  if (it.rows.length === 0) return <Notice title={t("no_rows")} />;
  if (tab === "graph") return ids.length === 0 ? <Notice title={t("no_graph")} /> : (
    <>
      <Asked<{ nodes: Node[]; edges: Edge[] }> path="/graph/among" parameters={{ id: ids }}>{(among) => <Picture {...among} />}</Asked>
      <p><a href={address("/explore", { nodes: ids.slice(0, 60) })}>{t("open_graph")}</a></p>
    </>);
  if (tab === "map") return ids.length === 0 ? <Notice title={t("no_map")} /> : (
    <Asked<Flow[]> path="/graph/flows" parameters={{ about: ids }}>{(flows) => flows.length ? <Atlas flows={flows} picked={parameter("flow")} pick={(key) => set({ flow: key || null })} /> : <Notice title={t("no_map")} />}</Asked>);
  return <Table it={it} />;
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
  const given = filled(question), tab = parameter("tab") || "table";
  const csv = () => fetch(`/questions/${question.name}?${new URLSearchParams(given)}`, { headers: { accept: "text/csv" } }).then((r) => r.blob()).then((blob) => download(`${question.name}.csv`, blob));
  return (
    <Asked<Answered> path={`/questions/${question.name}`} parameters={given}>{(it) => (
      <section class="card">
        <div class="row"><div class="tabs grow-0" role="group" aria-label={t("answers")}>{TABS.map((one) => <button key={one} aria-pressed={tab === one} onClick={() => set({ tab: one === "table" ? null : one, flow: null })}>{t(one)}</button>)}</div>
          <span class="grow soft" role="status">{t("rows", { n: number(it.rows.length) })}{it.truncated && ` · ${t("truncated")}`}</span>
          <button onClick={() => void csv()} aria-label={t("export_as", { n: "CSV" })}>CSV</button>
          <button onClick={() => download(`${question.name}.json`, new Blob([JSON.stringify(it, null, 1)], { type: "application/json" }))} aria-label={t("export_as", { n: "JSON" })}>JSON</button></div>
        <Shown it={it} />
      </section>)}</Asked>
  );
}

export function Answers() {
  useEffect(() => void get("/questions").catch(() => undefined), []);
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
