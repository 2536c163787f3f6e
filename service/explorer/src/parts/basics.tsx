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

/** What went wrong in the service's own words, what to do about it, and a way to try again. */
export function Failed({ error, retry }: { error: Error; retry: () => void }) {
  const offline = error instanceof Problem && error.status === 0;
  return (
    <div class="notice failed" role="alert">
      <p><strong>{t(offline ? "unreachable" : "failed")}</strong></p>
      <p>{offline ? t("offline") : error.message}</p>
      {error instanceof Problem && error.remedy && <p class="soft">{error.remedy}</p>}
      <p><button class="main" onClick={retry}>{t("retry")}</button></p>
    </div>
  );
}

const SOON = 150, SLOW = 2500;
/** Nothing at first, for most answers come at once; then a bar that moves; after some seconds, that it takes longer. */
export function Waiting() {
  const [stage, setStage] = useState(0);
  useEffect(() => {
    const clocks = [setTimeout(() => setStage(1), SOON), setTimeout(() => setStage(2), SLOW)];
    return () => clocks.forEach(clearTimeout);
  }, []);
  return (
    <div class={`notice waiting stage-${stage}`} role="status" data-testid="waiting-state">
      {stage > 0 && <><div class="progress" aria-hidden="true"><span /></div><p>{t(stage === 2 ? "slow" : "loading")}</p></>}
    </div>
  );
}

type Shown<T> = { answer?: T; error?: Error; of: string };

/** Ask the service and show what comes: waiting, failure with a way out, or the answer. ``keep``: while another answer is on its
 * way the last one stays, dimmed, for what is asked is the same with other limits. ``quiet``: an aid to another answer beside it, which
 * says for both that it is late or failed. */
export function Asked<T>({ path, parameters = {}, keep = false, quiet = false, children }: {
  path: string; parameters?: Parameters<typeof get>[1]; keep?: boolean; quiet?: boolean; children: (answer: T) => ComponentChildren;
}) {
  const [state, setState] = useState<Shown<T>>({ of: "" });
  const [turn, setTurn] = useState(0);
  const key = JSON.stringify([path, parameters]);
  useEffect(() => {
    let live = true;
    get<T>(path, parameters).then((answer) => live && setState({ answer, of: key }), (error: Error) => live && setState({ error, of: key }));
    return () => { live = false; };
  }, [key, turn]);
  const again = (): void => { setState({ of: "" }); setTurn(turn + 1); };
  if (quiet && (state.of !== key || state.answer === undefined)) return null;
  if (state.of !== key && !(keep && state.answer !== undefined)) return <Waiting />;
  if (state.error) return <Failed error={state.error} retry={again} />;
  if (state.answer === undefined) return <Waiting />;
  return keep ? <div class={state.of === key ? "kept" : "kept stale"} aria-busy={state.of !== key}>{children(state.answer)}</div> : <>{children(state.answer)}</>;
}
