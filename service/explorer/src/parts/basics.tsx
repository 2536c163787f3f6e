/** Small pieces that every view uses: type marks, entity links, the designed states of waiting, failing and finding nothing. */
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { get, Problem, type Named } from "../api";
import { t } from "../i18n";
import { groupOf } from "../kinds";
import { address } from "../route";

export const Dot = ({ type }: { type: string }) => <span class={`dot ${groupOf(type)}`} aria-hidden="true" />;
export const TypeTag = ({ type }: { type: string }) => <span class="tag"><Dot type={type} />{t(type)}</span>;

/** A link into the graph view, with the entity as its centre. */
export const EntityLink = ({ of }: { of: Named }) => <a href={address("/explore", { nodes: of.id })}>{of.name}</a>;

/** Planned, called off, or how far a project has come; nothing for what simply happened. */
export const Status = ({ of }: { of: string }) => of && of !== "happened" ? <span class={`tag ${of}`}>{t(of)}</span> : null;

export function Links({ of, most = 4 }: { of: readonly Named[]; most?: number }) {
  const shown = of.slice(0, most);
  return <>{shown.map((one, i) => <span key={one.id} class="name">{i > 0 && "、"}<EntityLink of={one} /></span>)}{of.length > most && ` +${of.length - most}`}</>;
}

export const Notice = ({ title, children }: { title: string; children?: ComponentChildren }) =>
  <div class="notice" role="status"><p><strong>{title}</strong></p>{children}</div>;

export function Failed({ error, retry }: { error: Error; retry: () => void }) {
  const offline = error instanceof Problem && error.status === 0;
  return (
    <div class="notice" role="alert">
      <p><strong>{t("failed")}</strong></p>
      <p>{offline ? t("offline") : error.message}</p>
      {error instanceof Problem && error.remedy && <p class="soft">{error.remedy}</p>}
      <button onClick={retry}>{t("retry")}</button>
    </div>
  );
}

export function Waiting() {
  const [slow, setSlow] = useState(false);
  useEffect(() => { const clock = setTimeout(() => setSlow(true), 2500); return () => clearTimeout(clock); }, []);
  return <Notice title={t(slow ? "slow" : "loading")} />;
}

/** Ask the service and show what comes: waiting, failure with a way out, or the answer. */
export function Asked<T>({ path, parameters = {}, children }: {
  path: string; parameters?: Parameters<typeof get>[1]; children: (answer: T) => ComponentChildren;
}) {
  const [state, setState] = useState<{ answer?: T; error?: Error }>({});
  const [turn, setTurn] = useState(0);
  const key = JSON.stringify([path, parameters]);
  useEffect(() => {
    let live = true;
    setState({});
    get<T>(path, parameters).then((answer) => live && setState({ answer }), (error: Error) => live && setState({ error }));
    return () => { live = false; };
  }, [key, turn]);
  if (state.error) return <Failed error={state.error} retry={() => setTurn(turn + 1)} />;
  return state.answer === undefined ? <Waiting /> : <>{children(state.answer)}</>;
}
