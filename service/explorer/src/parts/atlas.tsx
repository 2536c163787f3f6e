/**
 * Trips as arcs between cities over a neutral backdrop: points and lines of latitude and longitude only. No border is drawn, so
 * none can be wrong, and the rules for published maps of China do not come into play.
 */
import type { Flow, Place } from "../api";
import { t } from "../i18n";

const WIDTH = 900, HEIGHT = 620, WEST = 73, EAST = 137, SOUTH = 17, NORTH = 54, LETTER = 12;
/** Mercator, cut to China; what lies outside is set on the edge, where its arc leads. */
const mercator = (latitude: number): number => Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360));
const inside = (place: Place): boolean => place.longitude! > WEST && place.longitude! < EAST && place.latitude! > SOUTH && place.latitude! < NORTH;
const clamp = (value: number): number => Math.min(0.97, Math.max(0.02, value));
function point(place: Place): [number, number] {
  const x = ((place.longitude ?? 0) - WEST) / (EAST - WEST);
  const y = (mercator(NORTH) - mercator(place.latitude ?? 0)) / (mercator(NORTH) - mercator(SOUTH));
  return [clamp(x) * WIDTH, clamp(y) * HEIGHT];
}
function arc(flow: Flow): string {
  const [ax, ay] = point(flow.source), [bx, by] = point(flow.target);
  const dx = bx - ax, dy = by - ay, bend = 0.18;
  return `M${ax.toFixed(1)},${ay.toFixed(1)} Q${((ax + bx) / 2 + dy * bend).toFixed(1)},${((ay + by) / 2 - dx * bend).toFixed(1)} ${bx.toFixed(1)},${by.toFixed(1)}`;
}

type Spot = { place: Place; trips: number; x: number; y: number; r: number; text: "right" | "left" | "" };
type Box = [number, number, number, number];
const width = (name: string): number => [...name].reduce((sum, c) => sum + (c.charCodeAt(0) > 0x2e7f ? LETTER : LETTER * 0.58), 0);

/** Write the busiest places first, to the right or the left of their point; a name that finds no room is only said on hover. */
function written(spots: Spot[], always: Set<string>): Spot[] {
  const taken: Box[] = spots.map(({ x, y, r }) => [x - r, y - r, x + r, y + r]);
  const free = (box: Box, own: number): boolean => box[0] > 2 && box[2] < WIDTH - 2 && taken.every((b, i) => i === own || box[2] < b[0] || b[2] < box[0] || box[3] < b[1] || b[3] < box[1]);
  const order = spots.map((_, i) => i).sort((a, b) => Number(always.has(spots[b]!.place.id)) - Number(always.has(spots[a]!.place.id)) || spots[b]!.trips - spots[a]!.trips);
  for (const i of order) {
    const s = spots[i]!, wide = width(s.place.name), half = LETTER * 0.62;
    const right: Box = [s.x + s.r + 2, s.y - half, s.x + s.r + 5 + wide, s.y + half], left: Box = [s.x - s.r - 5 - wide, s.y - half, s.x - s.r - 2, s.y + half];
    const box = free(right, i) ? right : free(left, i) ? left : null;
    if (box) { s.text = box === right ? "right" : "left"; taken.push(box); }
  }
  return spots;
}

function spotsOf(flows: readonly Flow[], picked: string): Spot[] {
  const found = new Map<string, Spot>();
  for (const flow of flows) for (const place of [flow.source, flow.target]) {
    const [x, y] = point(place), known = found.get(place.id);
    if (known) known.trips += flow.trips; else found.set(place.id, { place, trips: flow.trips, x, y, r: 0, text: "" });
  }
  for (const spot of found.values()) spot.r = 2.5 + Math.sqrt(spot.trips) * 1.1;
  return written([...found.values()], new Set(picked.split(">")));
}

function Grid() {
  const at = (longitude: number, latitude: number) => point({ id: "", type: "", name: "", longitude, latitude });
  return (
    <g class="grid" aria-hidden="true">
      {[80, 90, 100, 110, 120, 130].map((m) => <g key={m}><line x1={at(m, SOUTH)[0]} x2={at(m, SOUTH)[0]} y1="0" y2={HEIGHT} /><text x={at(m, SOUTH)[0] + 3} y={HEIGHT - 5}>{m}°E</text></g>)}
      {[20, 30, 40, 50].map((p) => <g key={p}><line x1="0" x2={WIDTH} y1={at(WEST, p)[1]} y2={at(WEST, p)[1]} /><text x="4" y={at(WEST, p)[1] - 4}>{p}°N</text></g>)}
    </g>
  );
}

export function Atlas({ flows, picked, pick }: { flows: readonly Flow[]; picked: string; pick: (key: string) => void }) {
  const drawn = flows.filter((flow) => flow.source.latitude !== null && flow.target.latitude !== null);
  const most = Math.max(1, ...drawn.map((flow) => flow.trips)), near = new Set(picked ? picked.split(">") : []);
  return (
    <svg class="atlas" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${t("flows")}: ${drawn.length}`} data-testid="map">
      <rect width={WIDTH} height={HEIGHT} fill="var(--ground)" rx="8" onClick={() => pick("")} /><Grid />
      {drawn.map((flow) => {
        const key = `${flow.source.id}>${flow.target.id}`, said = `${flow.source.name} → ${flow.target.name}: ${flow.trips}`;
        return (
          <g key={key} class={`arc ${picked === key ? "picked" : picked ? "far" : ""}`} onClick={() => pick(picked === key ? "" : key)}>
            <path d={arc(flow)} class="reach"><title>{said}</title></path><path d={arc(flow)} stroke-width={1 + (3.5 * flow.trips) / most} />
          </g>);
      })}
      {spotsOf(drawn, picked).map(({ place, x, y, r, text }) => (
        <g key={place.id} class={picked && !near.has(place.id) ? "far" : ""}>
          <circle cx={x} cy={y} r={r} class={inside(place) ? "" : "outside"}><title>{inside(place) ? place.name : `${place.name}（${t("outside")}）`}</title></circle>
          {text && <text x={text === "right" ? x + r + 3 : x - r - 3} y={y + LETTER * 0.36} text-anchor={text === "right" ? "start" : "end"}>{place.name}</text>}
        </g>))}
    </svg>
  );
}
