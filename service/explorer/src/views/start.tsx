/** The first page: what the corpus holds, the latest trips, questions to try. Never an empty canvas. */
import type { Overview, Trip } from "../api";
import { money, number, t } from "../i18n";
import { address } from "../route";
import { Asked, Dot, Links, Notice } from "../parts/basics";
import { Months, Sums } from "../parts/bars";
import { QuestionBox } from "../parts/question";

const SHOWN = ["Delegation", "Official", "Company", "Project", "Signing", "City"];

function Latest({ trips }: { trips: readonly Trip[] }) {
  return (
    <div class="wide"><table data-testid="latest">
      <thead><tr><th>{t("date")}</th><th>{t("led")}</th><th>{t("sentBy")}</th><th>{t("toured")}</th><th>{t("visited")}</th><th><span class="hidden">{t("explore")}</span></th></tr></thead>
      <tbody>{trips.map((one) => (
        <tr key={one.trip.id}>
          <td class="soft nowrap">{one.trip.date || "—"}</td><td><Links of={one.leaders} /></td><td><Links of={one.senders} /></td><td><Links of={one.destinations} /></td>
          <td><Links of={one.visited} most={3} /></td><td class="nowrap"><a href={address("/explore", { nodes: one.trip.id, open: `${one.trip.id}~*~1`, sel: one.trip.id })} aria-label={`${t("open_graph")}: ${one.trip.name}`}>{t("explore")}</a></td>
        </tr>
      ))}</tbody>
    </table></div>
  );
}

/** Questions about those who were on the road last, so that each has an answer. */
function Try({ trips }: { trips: readonly Trip[] }) {
  const led = trips.find((trip) => trip.leaders.length && trip.visited.length), leader = led?.leaders[0], firm = led?.visited[0], sender = trips.find((trip) => trip.senders[0]?.type === "City")?.senders[0];
  const ask = (question: string, more: Record<string, string> = {}) => address("/answers", { question, ...more });
  const found: [string, string][] = [["try_outcomes", ask("outcomes-of-visits")], ["try_courted", ask("firms-courted")], ["try_projects", ask("biggest-projects")], ["try_sums", ask("signed-sums")]];
  if (sender) found.unshift([t("try_place", { name: sender.name }), ask("projects-signed", { place: sender.id, place_name: sender.name })]);
  if (firm) found.unshift([t("try_firm", { name: firm.name }), ask("visitors-of-firm", { firm: firm.id, firm_name: firm.name })]);
  if (leader) found.unshift([t("try_leader", { name: leader.name }), ask("firms-visited", { leader: leader.id, leader_name: leader.name })]);
  if (leader && firm) found.push([t("try_path", { a: leader.name, b: firm.name }), address("/paths", { source: leader.id, source_name: leader.name, target: firm.id, target_name: firm.name })]);
  return <ul class="try" data-testid="try">{found.map(([text, to]) => <li key={to}><a href={to}>{t(text)}</a></li>)}</ul>;
}

export function Start() {
  return (
    <Asked<Overview> path="/overview">{(it) => it.articles === 0
      ? <Notice title={t("empty_graph")}><p>{t("empty_graph_hint")}</p></Notice>
      : (
        <div class="column">
          <section class="card" aria-label={t("glance")}>
            <h1>{t("glance")}</h1>
            <ul class="figures">
              <li><b>{number(it.articles)}</b><span class="soft">{t("articles")}</span></li>
              {SHOWN.filter((type) => it.counts[type]).map((type) => <li key={type}><b>{number(it.counts[type]!)}</b><span class="soft"><Dot type={type} /> {t(type)}</span></li>)}
              {it.months.some((m) => m.amount) && <li><b>{money(it.months.reduce((sum, m) => sum + m.amount, 0))}</b><span class="soft">{t("signed_sum")}</span></li>}
            </ul>
          </section>
          <section class="card"><h2>{t("try")}</h2><QuestionBox /><Try trips={it.latest} /></section>
          {it.months.length > 0 && (
            <section class="card"><h2>{t("over_time")}</h2>
              <p class="soft small"><Dot type="Company" /> {t("trips")} <Dot type="Signing" /> {t("signings")}</p><Months months={it.months} />
              {it.months.some((m) => m.amount) && <><p class="soft small"><Dot type="Project" /> {t("sums_over_time")}</p><Sums months={it.months} /></>}</section>
          )}
          <section class="card"><h2>{t("latest_trips")}</h2><Latest trips={it.latest} /></section>
        </div>
      )}</Asked>
  );
}

