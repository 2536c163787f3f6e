/** A small bar chart by month, drawn as SVG; each bar says its figures to a screen reader and on hover. */
import type { Month } from "../api";
import { money, number, t } from "../i18n";

const WIDTH = 720, HEIGHT = 150, FOOT = 18;

export function Months({ months }: { months: readonly Month[] }) {
  const shown = months.slice(-48);
  const most = Math.max(1, ...shown.map((m) => Math.max(m.trips, m.signings)));
  const step = WIDTH / Math.max(1, shown.length);
  const bar = (value: number, i: number, second: boolean) => {
    const height = (value / most) * (HEIGHT - FOOT - 4);
    return value ? <rect class={second ? "second" : ""} x={i * step + (second ? step * 0.46 : step * 0.06)} y={HEIGHT - FOOT - height} width={step * 0.4} height={height} rx="1" /> : null;
  };
  return (
    <svg class="bars" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t("over_time")}>
      {shown.map((m, i) => (
        <g key={m.month}>
          <title>{`${m.month}: ${number(m.trips)} ${t("trips")}, ${number(m.signings)} ${t("signings")}${m.amount ? `, ${money(m.amount)}` : ""}`}</title>
          <rect x={i * step} y="0" width={step} height={HEIGHT - FOOT} style={{ fill: "transparent" }} />
          {bar(m.trips, i, false)}{bar(m.signings, i, true)}
          {(m.month.endsWith("-01") || i === 0) && <text x={i * step + 2} y={HEIGHT - 4}>{m.month}</text>}
        </g>
      ))}
    </svg>
  );
}

const LOW = 90;
/** Signed sums by month, in yuan; the largest is written out. */
export function Sums({ months }: { months: readonly Month[] }) {
  const shown = months.slice(-48), most = Math.max(1, ...shown.map((m) => m.amount)), step = WIDTH / Math.max(1, shown.length);
  const peak = shown.findIndex((m) => m.amount === most);
  return (
    <svg class="bars sums" viewBox={`0 0 ${WIDTH} ${LOW}`} role="img" aria-label={`${t("sums_over_time")}: ${shown.filter((m) => m.amount).map((m) => `${m.month} ${money(m.amount)}`).join("; ")}`}>
      {shown.map((m, i) => m.amount > 0 && (
        <rect key={m.month} x={i * step + step * 0.2} width={step * 0.6} y={LOW - FOOT - (m.amount / most) * (LOW - FOOT - 14)} height={(m.amount / most) * (LOW - FOOT - 14)} rx="1"><title>{`${m.month}: ${money(m.amount)}`}</title></rect>))}
      {shown.map((m, i) => (m.month.endsWith("-01") || i === 0) && <text key={m.month} x={i * step + 2} y={LOW - 4}>{m.month}</text>)}
      {peak >= 0 && most > 1 && <text x={(peak + 0.5) * step} y="10" text-anchor={peak > shown.length / 2 ? "end" : "start"}>{shown[peak]!.month} {money(most)}</text>}
    </svg>
  );
}
