/** One dossier: its own words beside a candidate's, why, what would decide; a, r and u decide, j and k choose, n goes on. */
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { get } from "../api";
import { language, t } from "../i18n";
import { address, parameter, set } from "../route";
import { EntityLink, Failed, Notice, TypeTag, Waiting } from "../parts/basics";
import { Marked } from "../parts/evidence";
import { decide, type Candidate, type Change, type Conflict, type Decider, type Dossier, type Link } from "./api";

const said = (it: { zh: string; en: string }): string => (language.value === "en" ? it.en : it.zh);
const joined = (values: readonly string[]): string => values.map((one) => t(one)).join(language.value === "en" ? ", " : "、");
const SIGN = { for: "✓", against: "✗", open: "？" } as const;

function Own({ it }: { it: Dossier }) {
  return (
    <section class="card"><h2>{t("own_fields")}</h2>
      <table><tbody>{Object.entries(it.fields).map(([field, values]) => <tr key={field}><th scope="row">{it.labels[field]?.[language.value === "en" ? 1 : 0] ?? field}</th><td>{joined(values)}</td></tr>)}</tbody></table>
      {it.text && <blockquote>{it.text}</blockquote>}
    </section>
  );
}

function One({ it, place, now, choose }: { it: Candidate; place: number; now: boolean; choose: () => void }) {
  return (
    <li class="card decision" aria-current={now ? "true" : undefined} data-testid="candidate" data-verdict={it.verdict || undefined} onClick={choose}>
      <p class="row"><span class="tag">{place}</span><b title={t("score")}>{Math.round(it.score)}</b><EntityLink of={{ id: it.entity, type: it.type, name: it.name }} /><TypeTag type={it.type} />
        {it.match && <span class="tag">{t("safe")}</span>}{it.verdict && <span class="tag signed">{t(`verdict_${it.verdict}`)}</span>}<span class="soft small">{it.articles} {t("articles")}</span></p>
      <ul class="list">{it.reasons.map((one) => <li key={one.feature} data-speaks={one.speaks}><span aria-label={t(`speaks_${one.speaks}`)}>{SIGN[one.speaks]}</span> {said(one)}</li>)}</ul>
    </li>
  );
}

function Decides({ of, names }: { of: Decider[]; names: Record<string, string> }) {
  return of.length === 0 ? null : (
    <section class="card" data-testid="decides"><h2>{t("would_decide")}</h2>
      <ul class="list">{of.map((one) => <li key={one.field}><strong>{said(one)}</strong>{one.dossier.length > 0 ? ` ${joined(one.dossier)} · ${t("graph_silent")}` : ""}
        {Object.entries(one.graph).filter(([, values]) => values.length).map(([entity, values]) => <p key={entity} class="small"><span class="soft">{names[entity] ?? entity}</span> {joined(values)}</p>)}</li>)}</ul>
    </section>
  );
}

function Conflicts({ of }: { of: Conflict[] }) {
  return of.length === 0 ? null : (
    <section class="card" data-testid="conflicts"><h2>{t("conflicts")}</h2>
      <ul class="list">{of.map((one, i) => <li key={i}><p><strong>{said(one)}</strong> {t("own_fields")} <b>{joined(one.dossier)}</b> · {t("graph_fields")} <b>{joined(one.graph)}</b>{!one.sure && <span class="soft"> {t("maybe_both")}</span>}</p>
        {one.citations.slice(0, 3).map((it) => <blockquote key={it.statement + it.start}><Marked sentence={it.sentence} marks={it.marks} /><p class="soft small">{it.article.title} · {it.article.published}</p></blockquote>)}</li>)}</ul>
    </section>
  );
}

function Changed({ of }: { of: Change[] }) {
  return of.length === 0 ? null : (
    <section class="card" data-testid="changed"><h2>{t("changed_since")}</h2>
      <ul class="list">{of.map((one, i) => <li key={i}>{t(`change_${one.kind}`)} {one.predicate && t(one.predicate)} {one.other ? <EntityLink of={one.other} /> : t(one.value)}{one.by && <span class="soft small"> {one.by} · {one.at.slice(0, 10)}</span>}</li>)}</ul>
    </section>
  );
}

const History = ({ of }: { of: Link[] }) => of.length === 0 ? null : (
  <section class="card"><h2>{t("history_of")}</h2><ol class="list">{of.map((one) => <li key={one.seq}>{t(`verdict_${one.action}`)} {one.entity.name} <span class="soft small">{one.by} · {one.at.slice(0, 16).replace("T", " ")}{one.note && ` · ${one.note}`}</span></li>)}</ol></section>
);

export function OneDossier({ id, changed, next }: { id: string; changed: () => void; next: () => void }) {
  const path = `/dossiers/${id.replace(/^dossier\//, "")}`;
  const [it, setIt] = useState<Dossier | null>(null), [error, setError] = useState<Error | null>(null), [done, setDone] = useState(""), [note, setNote] = useState("");
  const load = (): void => { setError(null); get<Dossier>(`${path}?now=${Date.now()}`).then(setIt, setError); };
  useEffect(() => { setIt(null); setDone(""); setNote(""); load(); }, [id]);
  const at = Math.max(0, it?.candidates.findIndex((one) => one.entity === parameter("candidate")) ?? 0), chosen = it?.candidates[at];
  const act = (action: Link["action"]): void => {
    if (!it) return;
    const last = it.history.filter((one) => one.action !== "undo").at(-1);
    const entity = action === "undo" ? (it.link?.entity.id ?? last?.entity.id) : (chosen?.entity ?? it.link?.entity.id);
    if (entity) decide(it, action, entity, note).then((fresh) => { setIt(fresh); setDone(t(`verdict_${action}`)); setNote(""); changed(); }, setError);
  };
  const move = (by: number): void => { const to = it?.candidates[at + by]; if (to) set({ candidate: to.entity }); };
  const keys: Record<string, () => void> = { a: () => act("accept"), r: () => act("refuse"), u: () => act("undo"), j: () => move(1), k: () => move(-1), n: next };
  useLayoutEffect(() => { // no key between what is drawn and the next frame meets the listener of what was there before
    const key = (event: KeyboardEvent): void => {
      const typing = (event.target as Element).closest?.("input, textarea, select");
      if (!keys[event.key] || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      keys[event.key]!();
    };
    addEventListener("keydown", key);
    return () => removeEventListener("keydown", key);
  });
  if (error) return <Failed error={error} retry={load} />;
  if (!it) return <Waiting />;
  const names = Object.fromEntries(it.candidates.map((one, i) => [one.entity, `${i + 1} · ${one.name}`]));
  return (
    <>
      <section class="card"><p class="row"><a href="/dossiers" onClick={(event) => { event.preventDefault(); set({ id: null, candidate: null }, "push"); }}>← {t("all_dossiers")}</a></p>
        <h1>{it.name}</h1>
        <p class="row">{it.type && <TypeTag type={it.type} />}<span class={`tag ${it.state === "again" ? "flag" : ""}`}>{t(`state_${it.state}`)}</span>{it.link && <>{t("linked_with")} <EntityLink of={it.link.entity} /></>}<a href={address(it.href, {})}>{t("page")}</a></p>
        <p class="row"><input type="text" aria-label={t("note")} placeholder={t("note")} value={note} onInput={(event) => setNote(event.currentTarget.value)} />
          <button class="main" disabled={!chosen} onClick={keys["a"]}>{t(it.state === "again" ? "still_so" : "do_accept")}<kbd>a</kbd></button><button disabled={!chosen} onClick={keys["r"]}>{t("do_refuse")}<kbd>r</kbd></button>
          <button disabled={it.history.length === 0} onClick={keys["u"]}>{t("undo")}<kbd>u</kbd></button><button onClick={next}>{t("next_dossier")}<kbd>n</kbd></button><span class="soft small">{t("choose_keys")}</span></p>
        <p role="status" class="soft">{done && t("decided", { n: done })}{it.warnings?.map((one) => <span key={one}> {one}</span>)}</p></section>
      <Changed of={it.changed} />
      <Conflicts of={it.conflicts} />
      <div class="cards"><Own it={it} />
        <section aria-label={t("candidates")}>{it.candidates.length === 0 ? <Notice title={t("no_candidates")} /> : <ul class="list column-list">{it.candidates.map((one, i) => <One key={one.entity} it={one} place={i + 1} now={i === at} choose={() => set({ candidate: one.entity })} />)}</ul>}</section></div>
      <Decides of={it.decides} names={names} />
      <History of={it.history} />
    </>
  );
}
