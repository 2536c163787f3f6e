/** What became of a visit: each call on a firm as a line from the trip to what was signed afterwards and the stage of its projects. */
import { useState } from "preact/hooks";
import type { Chain, Chains, Outcome } from "../api";
import { money, t } from "../i18n";
import { address, parameter, set } from "../route";
import { Asked, Dot, EntityLink, Links, Notice, Status } from "../parts/basics";
import { Brush, spanned } from "../parts/brush";
import { EvidenceOf } from "../parts/evidence";
import { Finder } from "../parts/finder";

const WIDE = 300, HIGH = 28, EDGE = 8;
const day = (date: string): number => Date.parse(date.length === 7 ? `${date}-15` : date);

function later(from: string, to: string): string {
  const days = Math.round((day(to) - day(from)) / 86_400_000);
  if (days <= 0) return t("same_day");
  return to.length < 10 || days > 60 ? t("months_after", { n: Math.max(1, Math.round(days / 30.4)) }) : t("days_after", { n: days });
}

function Track({ chain, first, last }: { chain: Chain; first: number; last: number }) {
  const x = (date: string): number => EDGE + ((day(date) - first) / Math.max(1, last - first)) * (WIDE - 2 * EDGE), y = HIGH / 2;
  const start = x(chain.trip.date);
  return (
    <svg viewBox={`0 0 ${WIDE} ${HIGH}`} preserveAspectRatio="none" aria-hidden="true">
      <line x1="0" x2={WIDE} y1={y} y2={y} />
      {chain.outcomes.map((one) => <line key={one.signing.id} class="link" x1={start} x2={x(one.signing.date)} y1={y} y2={y} />)}
      <circle class="trip" cx={start} cy={y} r="5"><title>{chain.trip.date}</title></circle>
      {chain.outcomes.map((one) => <rect key={one.signing.id} class="sign" x={x(one.signing.date) - 4.5} y={y - 4.5} width="9" height="9"><title>{one.signing.date}</title></rect>)}
    </svg>
  );
}

function Became({ one, chain }: { one: Outcome; chain: Chain }) {
  return (
    <div>
      <span class="nowrap"><Dot type="Signing" /> {one.signing.date}</span> <span class="soft small nowrap">{later(chain.trip.date, one.signing.date)}</span>{" "}
      <a href={address("/explore", { nodes: one.signing.id, open: `${one.signing.id}~*~1`, sel: one.signing.id })}>{t("Signing")}</a>{one.amount !== null && ` ${money(one.amount, one.currency || "CNY")}`}
      {one.projects.map((project) => <div key={project.id} class="row small"><Dot type="Project" /> <EntityLink of={project} /><Status of={project.status} /></div>)}
    </div>
  );
}

function Lane({ chain, first, last }: { chain: Chain; first: number; last: number }) {
  const [open, setOpen] = useState(false);
  const statements = [...chain.statements, ...chain.outcomes.flatMap((one) => one.statements)];
  return (
    <>
      <tr>
        <td class="nowrap"><a href={address("/explore", { nodes: chain.trip.id, open: `${chain.trip.id}~*~1`, sel: chain.trip.id })}>{chain.trip.date}</a></td>
        <td><Links of={chain.leaders} />{chain.senders.length > 0 && <div class="soft small"><Links of={chain.senders} most={2} /></div>}</td>
        <td><EntityLink of={chain.firm} /></td>
        <td class="track"><Track chain={chain} first={first} last={last} /></td>
        <td>{chain.outcomes.length ? chain.outcomes.map((one) => <Became key={one.signing.id} one={one} chain={chain} />) : <span class="soft small">{t("no_outcome")}</span>}
          <button class="link small" aria-expanded={open} onClick={() => setOpen(!open)}>{t("evidence")}</button></td>
      </tr>
      {open && <tr><td colSpan={5}><EvidenceOf statements={statements} /></td></tr>}
    </>
  );
}

function Lanes({ chains }: { chains: readonly Chain[] }) {
  const dates = chains.flatMap((chain) => [chain.trip.date, ...chain.outcomes.map((one) => one.signing.date)]).map(day);
  const first = Math.min(...dates), last = Math.max(...dates);
  return (
    <div class="wide"><table class="lanes" data-testid="lanes">
      <thead><tr><th>{t("date")}</th><th>{t("led")}</th><th>{t("firm")}</th><th class="track"><Dot type="Delegation" /> {t("trip")} <Dot type="Signing" /> {t("Signing")}</th><th>{t("outcome")}</th></tr></thead>
      <tbody>{chains.map((chain) => <Lane key={chain.trip.id + chain.firm.id} chain={chain} first={first} last={last} />)}</tbody>
    </table></div>
  );
}

export function TimelineView() {
  const id = parameter("id"), since = parameter("since"), until = parameter("until"), only = parameter("only") === "1";
  return (
    <div class="column">
      <section class="card">
        <h1>{t("chains")}</h1><p class="soft">{t("chains_about")}</p>
        <div class="row field">
          <Finder label={t("about_whom")} hint={t("about_whom")} initial={parameter("id_name")} choose={(hit) => set({ id: hit.id, id_name: hit.name, since: null, until: null }, "push")} />
          {id && <button onClick={() => set({ id: null, id_name: null }, "push")}>{t("all_firms")}</button>}
          <label><input type="checkbox" checked={only} onChange={(e) => set({ only: e.currentTarget.checked ? "1" : null })} /> {t("only_outcomes")}</label>
        </div>
        <Asked<Chains> quiet path="/graph/chains" parameters={{ id }}>{(all) => <Brush months={spanned(all.months)} since={since} until={until} change={(a, b) => set({ since: a, until: b })} />}</Asked>
      </section>
      <Asked<Chains> keep path="/graph/chains" parameters={{ id, since, until }}>{(it) => {
        const shown = only ? it.chains.filter((chain) => chain.outcomes.length) : it.chains;
        return shown.length === 0 ? <Notice title={t("no_rows")} /> : <section class="card"><Lanes chains={shown} />{it.total > it.chains.length && <p class="soft">{t("truncated")}</p>}</section>;
      }}</Asked>
    </div>
  );
}
