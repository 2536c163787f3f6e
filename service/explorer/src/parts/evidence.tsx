/** The sentences behind statements, the words marked in their sentence, with article, date, source, confidence and rule. */
import { useState } from "preact/hooks";
import { type Citation, type Evidenced, post } from "../api";
import { t } from "../i18n";
import { address } from "../route";
import { Asked, EntityLink } from "./basics";

/** Offsets count code points, JavaScript strings count UTF-16 units: cut by code points. */
export function pieces(sentence: string, marks: readonly (readonly [number, number])[]): [string, boolean][] {
  const points = Array.from(sentence);
  const found: [string, boolean][] = [];
  let at = 0;
  for (const [low, high] of marks) {
    found.push([points.slice(at, low).join(""), false], [points.slice(low, high).join(""), true]);
    at = high;
  }
  found.push([points.slice(at).join(""), false]);
  return found.filter(([words]) => words);
}

function Cited({ it }: { it: Citation }) {
  return (
    <blockquote>
      {pieces(it.sentence, it.marks).map(([words, marked], i) => (marked ? <mark key={i}>{words}</mark> : words))}
      <div class="soft small">
        {it.article.url ? <a href={it.article.url} rel="noreferrer" target="_blank">{it.article.title}</a> : it.article.title}
        {it.article.published && ` · ${it.article.published}`}{it.article.source && ` · ${it.article.source}`}
        {` · ${t("confidence")} ${it.confidence.toFixed(2)}`}{it.rule && ` · ${t("rule")} ${it.rule}`}
      </div>
    </blockquote>
  );
}

/** "This is wrong": sends the statement to the review queue, with what the reader says of it. */
function Wrong({ statement }: { statement: string }) {
  const [state, setState] = useState<"" | "open" | "sent" | "failed">("");
  const [note, setNote] = useState("");
  if (state === "sent") return <p class="small" role="status">✓ {t("sent")}</p>;
  if (state === "") return <button class="link small" onClick={() => setState("open")}>{t("wrong")}</button>;
  const send = (event: Event): void => { event.preventDefault(); post("/review", { statement, verdict: "flag", note }).then(() => setState("sent"), () => setState("failed")); };
  return (
    <form class="row" onSubmit={send}>
      <input type="text" class="grow" maxLength={500} aria-label={t("why_wrong")} placeholder={t("why_wrong")} value={note} onInput={(e) => setNote(e.currentTarget.value)} ref={(box) => { if (box && state === "open" && !note) box.focus(); }} />
      <button class="main">{t("send")}</button>{state === "failed" && <span role="alert" class="small">{t("failed")}</span>}
    </form>
  );
}

export function Statement({ it }: { it: Evidenced }) {
  return (
    <section>
      <p><EntityLink of={it.subject} /> <span class="soft">{t(it.predicate)}</span> {it.object ? <EntityLink of={it.object} /> : it.value}</p>
      {it.citations.map((one, i) => <Cited key={i} it={one} />)}
      <p class="row">{it.citations[0] && <a class="small" href={address("/answers", { question: "what-an-article-says", article: it.citations[0].article.id })}>{t("same_article")}</a>}<Wrong statement={it.id} /></p>
    </section>
  );
}

export function EvidenceOf({ statements }: { statements: readonly string[] }) {
  if (!statements.length) return null;
  return <Asked<Evidenced[]> path="/evidence" parameters={{ statement: statements.slice(0, 50) }}>{(found) => <>{found.map((one) => <Statement key={one.id} it={one} />)}</>}</Asked>;
}
