/** The review queue: what the reading doubted and what readers found wrong; a, c and r decide, u takes the last decision back. */
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { forget, get, post, type Verdict, type Waiting as Item } from "../api";
import { detail, reason } from "../doubts";
import { number, t } from "../i18n";
import { EntityLink, Failed, Notice, Waiting } from "../parts/basics";
import { Marked } from "../parts/evidence";

type Settling = Exclude<Verdict, "flag">;
type Said = { value: string; note: string };
const KEYS: Record<string, Settling> = { a: "accept", c: "correct", r: "refuse" };
const SHOWN = 100;
const aim = (it: Item) => (it.kind === "flag" ? { statement: it.statement } : { doubt: it.id });

function Claim({ it }: { it: Item }) {
  return it.subject && <p><EntityLink of={it.subject} /> <span class="soft">{t(it.predicate)}</span> {it.object ? <EntityLink of={it.object} /> : t(it.value)}</p>;
}

/** What it should say instead; nothing, and it is taken out. */
function Correction({ send, cancel }: { send: (said: Said) => void; cancel: () => void }) {
  const [said, setSaid] = useState<Said>({ value: "", note: "" });
  return (
    <form class="row" onSubmit={(e) => { e.preventDefault(); send(said); }} onKeyDown={(e) => { if (e.key === "Escape") cancel(); }}>
      <label class="grow"><span class="soft small">{t("correction")}</span><input type="text" class="block" maxLength={200} placeholder={t("correction_hint")} value={said.value} ref={(box) => { if (box && !said.value && !said.note) box.focus(); }} onInput={(e) => setSaid({ ...said, value: e.currentTarget.value })} /></label>
      <label class="grow"><span class="soft small">{t("remark")}</span><input type="text" class="block" maxLength={500} value={said.note} onInput={(e) => setSaid({ ...said, note: e.currentTarget.value })} /></label>
      <button class="main">{t("send")}</button><button type="button" onClick={cancel}>{t("cancel")}</button>
    </form>
  );
}

type One = { it: Item; now: boolean; correcting: boolean; decide: (verdict: Settling, said?: Said) => void; correct: (open: boolean) => void };

function Line({ it, now, correcting, decide, correct }: One) {
  return (
    <li class="card decision" aria-current={now ? "true" : undefined} data-testid="waiting">
      <p class="row"><span class="tag">{t(it.kind === "flag" ? "flagged" : "doubt")}</span><strong>{it.kind === "doubt" ? reason(it.reason) : it.reason}</strong>{it.note && <span class="soft">{detail(it.note)}</span>}</p>
      <Claim it={it} />
      {it.sentence && <blockquote><Marked sentence={it.sentence} marks={it.marks} /></blockquote>}
      <p class="soft small">{it.article ? <a href={`/entities/${it.article}`}>{it.title || it.article}</a> : it.title}</p>
      {correcting ? <Correction send={(said) => decide("correct", said)} cancel={() => correct(false)} />
        : <p class="row">{Object.entries(KEYS).map(([key, verdict]) => <button key={key} onClick={() => (verdict === "correct" ? correct(true) : decide(verdict))}>{t(verdict)} {now && <kbd>{key}</kbd>}</button>)}</p>}
    </li>
  );
}

function useQueue() {
  const [items, setItems] = useState<Item[] | null>(null), [error, setError] = useState<Error | null>(null);
  const [done, setDone] = useState<{ it: Item; verdict: Settling } | null>(null);
  const load = (): void => { setError(null); forget("/review"); get<{ waiting: Item[] }>("/review").then((it) => setItems(it.waiting), setError); };
  useEffect(load, []);
  const write = (it: Item, verdict: Settling | "undo", said?: Said): Promise<unknown> => post("/review", { ...aim(it), verdict, ...said }).then(() => forget("/"));
  const decide = (it: Item, verdict: Settling, said?: Said): void => {
    write(it, verdict, said).then(() => { setItems((old) => old?.filter((one) => one.id !== it.id) ?? null); setDone({ it, verdict }); }, setError);
  };
  const undo = (): void => { if (done) write(done.it, "undo").then(() => { setItems((old) => [done.it, ...(old ?? [])]); setDone(null); }, setError); };
  return { items, error, done, load, decide, undo };
}

export function ReviewView() {
  const { items, error, done, load, decide, undo } = useQueue();
  const [correcting, setCorrecting] = useState("");
  const first = items?.[0];
  // In the same turn as the list is drawn: a key pressed before the next frame would meet the listener of the empty list.
  useLayoutEffect(() => {
    const key = (event: KeyboardEvent): void => {
      const verdict = KEYS[event.key], typing = (event.target as Element).closest?.("input, textarea, select");
      if (typing || event.ctrlKey || event.metaKey || event.altKey || (!verdict && event.key !== "u")) return;
      event.preventDefault();
      if (event.key === "u") undo();
      else if (first && verdict) verdict === "correct" ? setCorrecting(first.id) : decide(first, verdict);
    };
    addEventListener("keydown", key);
    return () => removeEventListener("keydown", key);
  });
  return (
    <div class="column">
      <section class="card"><h1>{t("review")}</h1><p class="soft">{t("review_lead")}</p>
        <p class="row"><span role="status" class="row">{items && <span class="tag">{t("waiting", { n: number(items.length) })}</span>}{done && <span>{t("decided", { n: t(done.verdict) })}</span>}</span>
          {done && <button onClick={undo}>{t("undo")} <kbd>u</kbd></button>}</p></section>
      {error && <Failed error={error} retry={load} />}
      {!items && !error && <Waiting />}
      {items?.length === 0 && <Notice title={t("queue_empty")} />}
      {items && items.length > 0 && <ul class="list column-list">{items.slice(0, SHOWN).map((it, i) => (
        <Line key={it.id} it={it} now={i === 0} correcting={correcting === it.id} correct={(open) => setCorrecting(open ? it.id : "")} decide={(verdict, said) => { setCorrecting(""); decide(it, verdict, said); }} />))}</ul>}
      {items && items.length > SHOWN && <p class="soft">{t("first_waiting", { n: SHOWN })}</p>}
    </div>
  );
}
