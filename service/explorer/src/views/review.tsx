/** The review queue: what the reading doubted and what readers found wrong; a, c and r decide. */
import { useEffect, useState } from "preact/hooks";
import { get, post, type Waiting as Item } from "../api";
import { number, t } from "../i18n";
import { EntityLink, Failed, Notice, Waiting } from "../parts/basics";
import { detail, reason } from "../doubts";
import { Marked } from "../parts/evidence";

const KEYS: Record<string, "accept" | "correct" | "refuse"> = { a: "accept", c: "correct", r: "refuse" };

function Claim({ it }: { it: Item }) {
  return it.subject && <p><EntityLink of={it.subject} /> <span class="soft">{t(it.predicate)}</span> {it.object ? <EntityLink of={it.object} /> : it.value}</p>;
}

function One({ it, now, decide }: { it: Item; now: boolean; decide: (verdict: "accept" | "correct" | "refuse") => void }) {
  return (
    <li class="card decision" aria-current={now ? "true" : undefined} data-testid="waiting">
      <p class="row"><span class="tag">{t(it.kind === "flag" ? "flagged" : "doubt")}</span><strong>{it.kind === "doubt" ? reason(it.reason) : it.reason}</strong>{it.note && <span class="soft">{detail(it.note)}</span>}</p>
      <Claim it={it} />
      {it.sentence && <blockquote><Marked sentence={it.sentence} marks={it.marks} /></blockquote>}
      <p class="soft small">{it.title}</p>
      <p class="row">{(Object.keys(KEYS) as (keyof typeof KEYS)[]).map((key) => <button key={key} onClick={() => decide(KEYS[key]!)}>{t(KEYS[key]!)} <kbd>{key}</kbd></button>)}</p>
    </li>
  );
}

export function ReviewView() {
  const [items, setItems] = useState<Item[] | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [done, setDone] = useState("");
  const load = (): void => { setError(null); get<{ waiting: Item[] }>(`/review?now=${Date.now()}`).then((it) => setItems(it.waiting), setError); };
  useEffect(load, []);
  const decide = (it: Item, verdict: "accept" | "correct" | "refuse"): void => {
    const note = verdict === "correct" ? prompt(t("correction")) : "";
    if (note === null) return;
    const body = it.kind === "flag" ? { statement: it.statement } : { doubt: it.id };
    post("/review", { ...body, verdict, note }).then(() => { setItems((old) => old?.filter((one) => one.id !== it.id) ?? null); setDone(t(verdict)); }, setError);
  };
  useEffect(() => {
    const key = (event: KeyboardEvent): void => {
      const verdict = KEYS[event.key], typing = (event.target as Element).closest?.("input, textarea, select");
      if (!verdict || !items?.[0] || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      decide(items[0], verdict);
    };
    addEventListener("keydown", key);
    return () => removeEventListener("keydown", key);
  }, [items]);
  return (
    <div class="column">
      <section class="card"><h1>{t("review")}</h1><p class="soft">{t("review_lead")}</p><p role="status" class="row">{items && <span class="tag">{t("waiting", { n: number(items.length) })}</span>}{done && <span class="soft">{t("decided", { n: done })}</span>}</p></section>
      {error && <Failed error={error} retry={load} />}
      {!items && !error && <Waiting />}
      {items?.length === 0 && <Notice title={t("queue_empty")} />}
      {items && items.length > 0 && <ul class="list column-list">{items.slice(0, 100).map((it, i) => <One key={it.id} it={it} now={i === 0} decide={(verdict) => decide(it, verdict)} />)}</ul>}
    </div>
  );
}
