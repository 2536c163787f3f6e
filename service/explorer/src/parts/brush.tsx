/** A histogram by month with a window over it: drag to choose a span of time, or move its two ends with the arrow keys. */
import { useRef, useState } from "preact/hooks";
import { number, t } from "../i18n";

export type Count = { month: string; n: number };
const WIDTH = 600, HIGH = 56, FOOT = 14;

/** The months from the first to the last without gaps; dates that are no more than a year count for its January. */
export function monthly(dates: readonly string[]): Count[] {
  const counts = new Map<string, number>();
  for (const date of dates) if (date.length >= 4) counts.set(date.length >= 7 ? date.slice(0, 7) : `${date}-01`, (counts.get(date.length >= 7 ? date.slice(0, 7) : `${date}-01`) ?? 0) + 1);
  return spanned(Object.fromEntries(counts));
}

/** Counts by month as a row without gaps. */
export function spanned(counts: Readonly<Record<string, number>>): Count[] {
  const known = Object.keys(counts).sort(), found: Count[] = [], last = known.at(-1);
  for (let month = known[0]; month && last && month <= last && found.length < 600; month = after(month)) found.push({ month, n: counts[month] ?? 0 });
  return found;
}
function after(month: string): string {
  const year = Number(month.slice(0, 4)), m = Number(month.slice(5));
  return m === 12 ? `${year + 1}-01` : `${year}-${String(m + 1).padStart(2, "0")}`;
}

type Props = { months: readonly Count[]; since: string; until: string; change: (since: string | null, until: string | null) => void };

export function Brush({ months, since, until, change }: Props) {
  const box = useRef<SVGSVGElement>(null);
  const [drag, setDrag] = useState<[number, number] | null>(null);
  if (months.length < 2) return null;
  const step = WIDTH / months.length, most = Math.max(...months.map((m) => m.n));
  const place = (month: string, fallback: number): number => { const i = months.findIndex((m) => m.month >= month); return month && i >= 0 ? i : fallback; };
  const low = drag ? Math.min(...drag) : place(since, 0), high = drag ? Math.max(...drag) : Math.max(low, until ? place(until, months.length - 1) : months.length - 1);
  const at = (event: PointerEvent): number => {
    const edges = box.current!.getBoundingClientRect();
    return Math.min(months.length - 1, Math.max(0, Math.floor(((event.clientX - edges.left) / edges.width) * months.length)));
  };
  const send = (a: number, b: number): void => change(a <= 0 ? null : months[a]!.month, b >= months.length - 1 ? null : months[b]!.month);
  const down = (event: PointerEvent): void => { box.current!.setPointerCapture(event.pointerId); setDrag([at(event), at(event)]); };
  const move = (event: PointerEvent): void => { if (drag) setDrag([drag[0], at(event)]); };
  const up = (): void => { if (drag) { drag[0] === drag[1] ? change(null, null) : send(Math.min(...drag), Math.max(...drag)); setDrag(null); } };
  const handle = (name: "since" | "until", value: number) => (
    <input type="range" class="hidden-until-focus" min="0" max={months.length - 1} value={value} aria-label={t(name)} aria-valuetext={months[value]!.month}
      onInput={(e) => { const to = Number(e.currentTarget.value); name === "since" ? send(Math.min(to, high), high) : send(low, Math.max(to, low)); }} />
  );
  const whole = low === 0 && high === months.length - 1;
  return (
    <div class="brush" data-testid="brush">
      <svg ref={box} viewBox={`0 0 ${WIDTH} ${HIGH}`} preserveAspectRatio="none" role="img" aria-label={`${t("brush_hint")}: ${months[low]!.month} – ${months[high]!.month}`}
        onPointerDown={down} onPointerMove={move} onPointerUp={up} onPointerCancel={() => setDrag(null)}>
        <rect class="window" x={low * step} y="0" width={(high - low + 1) * step} height={HIGH} />
        {months.map((m, i) => m.n > 0 && (
          <rect key={m.month} class={i >= low && i <= high ? "in" : "out"} x={i * step + step * 0.12} width={step * 0.76} y={HIGH - (m.n / most) * (HIGH - FOOT)} height={(m.n / most) * (HIGH - FOOT)}>
            <title>{`${m.month}: ${number(m.n)}`}</title>
          </rect>))}
      </svg>
      <p class="row small soft"><span class="grow">{months[low]!.month} – {months[high]!.month}</span>
        {handle("since", low)}{handle("until", high)}
        {whole ? <span>{t("brush_hint")}</span> : <button class="link" onClick={() => change(null, null)}>{t("clear")}</button>}</p>
    </div>
  );
}
