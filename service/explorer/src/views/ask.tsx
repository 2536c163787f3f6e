/** Asked in words: what was understood, the answer as table, graph, map or query, what else it could mean; or why there is none. */
import type { Answered, Text } from "../api";
import { download } from "../graph/export";
import { language, number, t } from "../i18n";
import { address, parameter } from "../route";
import { Asked, Notice } from "../parts/basics";
import { json } from "../parts/exports";
import { QuestionBox } from "../parts/question";
import { Tabs } from "../parts/tabs";
import { Shown, TABS } from "./answers";

type Choice = { question: string; parameters: Record<string, string>; named: Record<string, { id: string; label: string; type: string; hint: string }>; said: Text; href: string };
type Reply = {
  q: string; understood: (Choice & { confidence: number; ignored: string[] }) | null; alternatives: Choice[];
  answer: (Pick<Answered, "columns" | "rows" | "truncated" | "row_limit" | "queries"> & { counted: number }) | null; refusal: { reason: string; detail: Text; what: string } | null;
};

const EXAMPLES = ["ask_example_1", "ask_example_2", "ask_example_3", "ask_example_4", "ask_example_5", "ask_example_6"] as const;
const said = (text: Text): string => text[language.value];
/** The same question with its form, where its parameters can be changed. */
const formOf = (it: Choice): string => address("/answers", {
  question: it.question, ...it.parameters, ...Object.fromEntries(Object.entries(it.named).map(([name, one]) => [`${name}_name`, one.label])),
});

const Choices = ({ of }: { of: readonly Choice[] }) => <ul class="try" data-testid="choices">{of.map((one) => <li key={one.href}><a href={formOf(one)}>{said(one.said)}</a></li>)}</ul>;

function Understood({ it }: { it: Reply }) {
  const taken = it.understood!, answer = it.answer!;
  const full: Answered = { ...answer, question: taken.question, title: taken.said, parameters: taken.parameters };
  return (
    <>
      <section class="card" aria-label={t("understood")}>
        <p data-testid="understood"><span class="soft">{t("understood")}</span> <strong>{said(taken.said)}</strong> <a href={formOf(taken)}>{t("change_question")}</a></p>
        {taken.ignored.length > 0 && <p class="soft small">{t("ignored_words", { n: taken.ignored.join("、") })}</p>}
        <div class="row"><Tabs names={TABS} label={t("ask")} />
          <span class="grow soft" role="status">{t("counted", { n: number(answer.counted), rows: number(answer.rows.length) })}{answer.truncated && ` · ${t("truncated")}`}</span>
          <button onClick={() => download(`${taken.question}.json`, json(it))} aria-label={t("export_as", { n: "JSON" })}>JSON</button></div>
        <Shown it={full} />
      </section>
      {it.alternatives.length > 0 && <section class="card"><h2>{t("could_mean")}</h2><Choices of={it.alternatives} /></section>}
    </>
  );
}

const Refused = ({ it }: { it: Reply }) => (
  <div data-testid="refusal"><Notice title={said(it.refusal!.detail)}>{it.alternatives.length > 0 && <><p class="soft">{t("choose_one")}</p><Choices of={it.alternatives} /></>}
    <p><a href={address("/answers", {})}>{t("questions")}</a></p></Notice></div>
);

export function AskView() {
  const q = parameter("q");
  return (
    <div class="column">
      <section class="card"><h1>{t("ask")}</h1><QuestionBox />
        {!q && <ul class="try">{EXAMPLES.map((one) => <li key={one}><a href={address("/ask", { q: t(one) })}>{t(one)}</a></li>)}</ul>}</section>
      {q && <Asked<Reply> path="/ask" parameters={{ q }}>{(it) => it.refusal ? <Refused it={it} /> : <Understood it={it} />}</Asked>}
    </div>
  );
}
