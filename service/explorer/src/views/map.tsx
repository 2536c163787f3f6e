/**
 * Trips as arcs between cities over a neutral backdrop: points and lines of latitude and longitude only. No border is drawn, so
 * none can be wrong, and the rules for published maps of China do not come into play.
 */
import { useState } from "preact/hooks";
import type { Flow, Place } from "../api";
import { number, t } from "../i18n";
import { address, parameter, set } from "../route";
import { Asked, EntityLink, Notice } from "../parts/basics";

const WIDTH = 900, HEIGHT = 640, WEST = 73, EAST = 135, SOUTH = 17, NORTH = 54;
/** Mercator, cut to China; what lies outside is set on the edge, where its arc leads. */
const mercator = (latitude: number): number => Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360));
const clamp = (value: number): number => Math.min(0.985, Math.max(0.015, value));
function point(place: Place): [number, number] {
  const x = ((place.longitude ?? 0) - WEST) / (EAST - WEST);
  const y = (mercator(NORTH) - mercator(place.latitude ?? 0)) / (mercator(NORTH) - mercator(SOUTH));
  return [clamp(x) * WIDTH, clamp(y) * HEIGHT];
}
function arc(flow: Flow): string {
  const [ax, ay] = point(flow.source), [bx, by] = point(flow.target);
  const lift = Math.hypot(bx - ax, by - ay) * 0.22;
  return `M${ax.toFixed(1)},${ay.toFixed(1)} Q${((ax + bx) / 2).toFixed(1)},${((ay + by) / 2 - lift).toFixed(1)} ${bx.toFixed(1)},${by.toFixed(1)}`;
}

function Grid() {
  const meridians = [80, 90, 100, 110, 120, 130], parallels = [20, 30, 40, 50];
  const at = (longitude: number, latitude: number) => point({ id: "", type: "", name: "", longitude, latitude });
  return (
    <g class="soft" stroke="var(--line)" fill="none">
      {meridians.map((m) => <line key={m} x1={at(m, SOUTH)[0]} x2={at(m, SOUTH)[0]} y1="0" y2={HEIGHT} />)}
      {parallels.map((p) => <line key={p} x1="0" x2={WIDTH} y1={at(WEST, p)[1]} y2={at(WEST, p)[1]} />)}
    </g>
  );
}

function Drawing({ flows, picked, pick }: { flows: readonly Flow[]; picked: string; pick: (key: string) => void }) {
  const places = new Map<string, { place: Place; trips: number }>();
  for (const flow of flows) for (const place of [flow.source, flow.target]) {
    places.set(place.id, { place, trips: (places.get(place.id)?.trips ?? 0) + flow.trips });
  }
  const most = Math.max(1, ...flows.map((flow) => flow.trips));
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t("flows")} data-testid="map">
      <rect width={WIDTH} height={HEIGHT} fill="var(--ground)" rx="8" /><Grid />
      {flows.map((flow) => {
        const key = `${flow.source.id}>${flow.target.id}`;
        return (
          <path key={key} d={arc(flow)} fill="none" stroke={picked === key ? "var(--accent)" : "var(--c-group)"} stroke-opacity={picked && picked !== key ? 0.2 : 0.75}
            stroke-width={1.2 + (4 * flow.trips) / most} style={{ cursor: "pointer" }} onClick={() => pick(key)}>
            <title>{`${flow.source.name} → ${flow.target.name}: ${flow.trips}`}</title>
          </path>);
      })}
      {[...places.values()].map(({ place, trips }) => {
        const [x, y] = point(place);
        return <g key={place.id}><circle cx={x} cy={y} r={2.5 + Math.sqrt(trips)} fill="var(--c-place)" /><text x={x + 6} y={y + 4}>{place.name}</text></g>;
      })}
    </svg>
  );
}

export function MapView() {
  const [picked, pick] = useState("");
  const level = parameter("level") || "City", since = parameter("since"), until = parameter("until");
  return (
    <div class="column">
      <section class="card row">
        <label>{t("step")} <select value={level} onChange={(e) => set({ level: e.currentTarget.value })}><option value="City">{t("cities")}</option><option value="Province">{t("provinces")}</option></select></label>
        <label>{t("time")} <input type="text" size={9} placeholder="2023-01" pattern="\d{4}(-\d{2})?" value={since} aria-label={t("from")} onChange={(e) => set({ since: e.currentTarget.value || null })} /></label>
        <label>– <input type="text" size={9} placeholder="2024-12" pattern="\d{4}(-\d{2})?" value={until} aria-label={t("to")} onChange={(e) => set({ until: e.currentTarget.value || null })} /></label>
      </section>
      <Asked<Flow[]> path="/graph/flows" parameters={{ level, since, until }}>{(flows) => {
        const drawn = flows.filter((flow) => flow.source.latitude !== null && flow.target.latitude !== null);
        const rows = picked ? flows.filter((flow) => `${flow.source.id}>${flow.target.id}` === picked) : flows;
        return flows.length === 0 ? <Notice title={t("nothing")} /> : (
          <>
            <section class="card"><Drawing flows={drawn} picked={picked} pick={(key) => pick(picked === key ? "" : key)} /></section>
            <section class="card"><h2>{t("flows")}</h2>
              <table><thead><tr><th>{t("depart")}</th><th>{t("arrive")}</th><th>{t("trips")}</th><th><span class="hidden">{t("explore")}</span></th></tr></thead>
                <tbody>{rows.slice(0, 100).map((flow) => (
                  <tr key={`${flow.source.id}${flow.target.id}`}><td><EntityLink of={flow.source} /></td><td><EntityLink of={flow.target} /></td><td>{number(flow.trips)}</td>
                    <td><a href={address("/explore", { nodes: flow.delegations.slice(0, 40) })}>{t("open_graph")}</a></td></tr>))}</tbody></table>
            </section>
          </>);
      }}</Asked>
    </div>
  );
}
