/** The sentences behind statements, marked in their paragraph, with article, date, source, confidence, rule and the last verdict. */
import { useState } from "preact/hooks";
import { type Citation, type Evidenced, type Facts, forget, post } from "../api";
import { t } from "../i18n";
import { Asked, EntityLink } from "./basics";
import { Sure } from "./sure";

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

export const Marked = ({ sentence, marks }: { sentence: string; marks: readonly (readonly [number, number])[] }) =>
  <>{pieces(sentence, marks).map(([words, marked], i) => (marked ? <mark key={i}>{words}</mark> : words))}</>;

const AROUND = 400;
/** The sentence in its paragraph; of a very long one, what stands near. */
function Paragraph({ it }: { it: Citation }) {
  const points = Array.from(it.paragraph), end = it.at + Array.from(it.sentence).length;
  const before = points.slice(Math.max(0, it.at - AROUND), it.at).join(""), after = points.slice(end, end + AROUND).join("");
  return (
    <p class="paragraph">
      {before && <span class="soft">{it.at > AROUND && "…"}{before}</span>}<span class="sentence"><Marked sentence={it.sentence} marks={it.marks} /></span>
      {after && <span class="soft">{after}{points.length - end > AROUND && "…"}</span>}
    </p>
  );
}

function Cited({ it }: { it: Citation }) {
  return (
    <blockquote>
      <Paragraph it={it} />
      <footer class="soft small">
        <a href={`/entities/${it.article.id}`}>{it.article.title || it.article.id}</a>{it.article.published && ` · ${it.article.published}`}{it.article.source && ` · ${it.article.source}`}
        {it.article.url && <> · <a href={it.article.url} rel="noreferrer" target="_blank">{t("original")} ↗</a></>}
        <span class="row"><Sure value={it.confidence} />{it.rule && <span>{t("rule")} <code>{it.rule}</code></span>}</span>
      </footer>
    </blockquote>
  );
}

/** "This is wrong": sends the statement to the review queue, with what the reader says of it. */
function Wrong({ statement }: { statement: string }) {
  const [state, setState] = useState<"" | "open" | "sent" | "failed">("");
  const [note, setNote] = useState("");
  if (state === "sent") return <p class="small" role="status">✓ {t("sent")}</p>;
  if (state === "") return <button class="link small" onClick={() => setState("open")}>{t("wrong")}</button>;
  const send = (event: Event): void => {
    event.preventDefault();
    post("/review", { statement, verdict: "flag", note }).then(() => { forget("/evidence"); setState("sent"); }, () => setState("failed"));
  };
  return (
    <form class="row" onSubmit={send}>
      <input type="text" class="grow" maxLength={500} aria-label={t("why_wrong")} placeholder={t("why_wrong")} value={note} onInput={(e) => setNote(e.currentTarget.value)} ref={(box) => { if (box && state === "open" && !note) box.focus(); }} />
      <button class="main">{t("send")}</button>{state === "failed" && <span role="alert" class="small">{t("failed")}</span>}
    </form>
  );
}

function Claim({ it }: { it: Evidenced }) {
  return <><EntityLink of={it.subject} /> <span class="soft">{t(it.predicate)}</span> {it.object ? <EntityLink of={it.object} /> : t(it.value)}</>;
}

/** What else the article says: a line each, with its own words on a click. */
function OtherFacts({ article, except }: { article: string; except: string }) {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary class="small">{t("same_article")}</summary>
      {open && <Asked<Facts> path="/evidence/facts" parameters={{ article }}>{(it) => (
        <ul class="list small" data-testid="facts">
          {it.facts.filter((one) => one.id !== except).map((one) => <OtherFact key={one.id} it={one} />)}
          {it.total > it.facts.length && <li class="soft">{t("truncated")}</li>}
        </ul>)}</Asked>}
    </details>
  );
}

function OtherFact({ it }: { it: Evidenced }) {
  const [open, setOpen] = useState(false);
  return (
    <li><Claim it={it} /> <button class="link" aria-expanded={open} onClick={() => setOpen(!open)}>{t("evidence")}</button>
      {open && <EvidenceOf statements={[it.id]} alone />}</li>
  );
}

export function Statement({ it, alone }: { it: Evidenced; alone: boolean }) {
  const article = it.citations[0]?.article.id;
  return (
    <section class="statement">
      {!alone && <p><Claim it={it} /></p>}
      {it.verdict && <p class={`verdict small ${it.verdict}`} role="note">{t(`was_${it.verdict}`)}{it.note && `：${it.note}`}</p>}
      {it.citations.map((one, i) => <Cited key={i} it={one} />)}
      {it.citations.length === 0 && <p class="soft small">{t("no_sentence")}</p>}
      <p class="row">{it.verdict !== "flag" && <Wrong statement={it.id} />}</p>
      {article && !alone && <OtherFacts article={article} except={it.id} />}
    </section>
  );
}

/** ``alone``: under a line that has said what is stated already. */
export function EvidenceOf({ statements, alone = false }: { statements: readonly string[]; alone?: boolean }) {
  if (!statements.length) return null;
  return (
    <Asked<Evidenced[]> path="/evidence" parameters={{ statement: statements.slice(0, 50) }}>{(found) => found.length === 0
      ? <p class="soft small">{t("gone")}</p>
      : <>{found.map((one) => <Statement key={one.id} it={one} alone={alone} />)}</>}</Asked>
  );
}
