/** Dossiers: the list by state, putting one or many, and one of them with its candidates. */
import { useEffect, useState } from "preact/hooks";
import { get } from "../api";
import { STATES, type List, type Outline } from "../dossiers/api";
import { OneDossier } from "../dossiers/one";
import { Put } from "../dossiers/put";
import { number, t } from "../i18n";
import { EntityLink, Failed, Notice, TypeTag, Waiting } from "../parts/basics";
import { address, parameter, set } from "../route";

const PAGE = 50;

function Lines({ of }: { of: Outline[] }) {
  return (
    <div class="wide"><table data-testid="dossiers"><thead><tr><th scope="col">{t("name")}</th><th scope="col">{t("type")}</th><th scope="col">{t("state")}</th><th scope="col">{t("linked_with")}</th><th scope="col">{t("put_by")}</th></tr></thead>
      <tbody>{of.map((one) => (
        <tr key={one.id}><td><a href={address("/dossiers", { id: one.id }, true)}>{one.name}</a></td><td>{one.type && <TypeTag type={one.type} />}</td>
          <td><span class={`tag ${one.state === "again" ? "flag" : ""}`}>{t(`state_${one.state}`)}{one.changes > 0 && ` ${one.changes}`}</span></td>
          <td>{one.link && <EntityLink of={one.link.entity} />}</td><td class="soft small">{one.by} · {one.at.slice(0, 10)}</td></tr>
      ))}</tbody></table></div>
  );
}

export function DossiersView() {
  const [list, setList] = useState<List | null>(null), [error, setError] = useState<Error | null>(null), [turn, setTurn] = useState(0);
  const state = parameter("state"), q = parameter("q"), id = parameter("id"), offset = Number(parameter("from")) || 0, putting = parameter("put") !== "";
  useEffect(() => {
    let live = true;
    setError(null);
    get<List>("/dossiers", { state, q, offset, limit: PAGE, now: Date.now() }).then((it) => live && setList(it), (fault: Error) => live && setError(fault));
    return () => { live = false; };
  }, [state, q, offset, turn]);
  const changed = (): void => setTurn((old) => old + 1);
  /** The one after this in the list as it was read; after the last the list. */
  const next = (): void => {
    const every = list?.dossiers ?? [], here = every.findIndex((one) => one.id === id);
    set({ id: every[here + 1]?.id ?? null, candidate: null }, "push");
  };
  if (id) return <div class="column"><OneDossier id={id} changed={() => { if (!state) changed(); }} next={next} /></div>;
  const total = list ? STATES.reduce((sum, one) => sum + list.counts[one], 0) : 0;
  return (
    <div class="column">
      <section class="card"><h1>{t("dossiers")}</h1><p class="soft">{t("dossiers_lead")}</p>
        <p class="row"><span class="tabs" role="group" aria-label={t("state")}>{["", ...STATES].map((one) => <button key={one} aria-pressed={state === one} onClick={() => set({ state: one || null, from: null })}>{t(one ? `state_${one}` : "state_all")} {list && number(one ? list.counts[one as keyof List["counts"]] : total)}</button>)}</span>
          <input type="search" aria-label={t("find_dossier")} placeholder={t("find_dossier")} value={q} onInput={(event) => set({ q: event.currentTarget.value || null, from: null })} />
          <button class="main" aria-expanded={putting} onClick={() => set({ put: putting ? null : 1 })}>{t("put")}</button></p></section>
      {putting && <Put close={() => set({ put: null })} changed={changed} />}
      {error && <Failed error={error} retry={changed} />}
      {!list && !error && <Waiting />}
      {list && list.dossiers.length === 0 && <Notice title={t(total ? "none_in_state" : "no_dossiers")}>{!total && <p>{t("no_dossiers_hint")}</p>}</Notice>}
      {list && list.dossiers.length > 0 && <section class="card"><Lines of={list.dossiers} />
        <p class="row"><span class="soft small">{t("shown", { a: number(offset + list.dossiers.length), b: number(list.total) })}</span>
          {offset > 0 && <button onClick={() => set({ from: offset > PAGE ? offset - PAGE : null }, "push")}>{t("earlier_page")}</button>}
          {offset + PAGE < list.total && <button onClick={() => set({ from: offset + PAGE }, "push")}>{t("later_page")}</button>}</p></section>}
    </div>
  );
}
