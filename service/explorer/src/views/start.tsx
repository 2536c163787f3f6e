/** The first page: what the corpus holds, the latest trips, questions to try. Never an empty canvas. */
import type { Overview, Trip } from "../api";
import { number, t } from "../i18n";
import { address } from "../route";
import { Asked, Dot, Links, Notice } from "../parts/basics";
import { Months } from "../parts/bars";

const SHOWN = ["Delegation", "Official", "Company", "Project", "Signing", "City"];

function Latest({ trips }: { trips: readonly Trip[] }) {
  return (
    <table>
      <thead><tr><th>{t("date")}</th><th>{t("led")}</th><th>{t("sentBy")}</th><th>{t("toured")}</th><th>{t("visited")}</th><th><span class="hidden">{t("explore")}</span></th></tr></thead>
      <tbody>{trips.map((one) => (
        <tr key={one.trip.id}>
          <td class="soft">{one.trip.date || "—"}</td><td><Links of={one.leaders} /></td><td><Links of={one.senders} /></td><td><Links of={one.destinations} /></td>
          <td><Links of={one.visited} most={3} /></td><td><a href={address("/explore", { nodes: one.trip.id })} aria-label={`${t("open_graph")}: ${one.trip.name}`}>{t("explore")}</a></td>
        </tr>
      ))}</tbody>
    </table>
  );
}

export const Start = () => (
  <Asked<Overview> path="/overview">{(it) => it.articles === 0
    ? <Notice title={t("empty_graph")}><p>{t("empty_graph_hint")}</p></Notice>
    : (
      <div class="column">
        <section class="card" aria-label={t("glance")}>
          <h1>{t("glance")}</h1>
          <ul class="figures">
            <li><b>{number(it.articles)}</b><span class="soft">{t("articles")}</span></li>
            {SHOWN.filter((type) => it.counts[type]).map((type) => <li key={type}><b>{number(it.counts[type]!)}</b><span class="soft"><Dot type={type} /> {t(type)}</span></li>)}
          </ul>
        </section>
        {it.months.length > 0 && (
          <section class="card"><h2>{t("over_time")}</h2>
            <p class="soft small"><Dot type="Company" /> {t("trips")} <Dot type="Signing" /> {t("signings")}</p><Months months={it.months} /></section>
        )}
        <section class="card"><h2>{t("latest_trips")}</h2><Latest trips={it.latest} /></section>
      </div>
    )}</Asked>
);
