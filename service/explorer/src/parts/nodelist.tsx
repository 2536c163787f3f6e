/** The list beside the picture, with the same selection: arrows move, Enter expands, Delete takes out, p pins, Escape lets go. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Node } from "../api";
import { drop, expand, pin } from "../graph/story";
import { t } from "../i18n";
import { set } from "../route";
import { Dot } from "./basics";

const STEP = 200;
type Props = { rows: readonly Node[]; chosen: string };

export function NodeList({ rows, chosen }: Props) {
  const box = useRef<HTMLUListElement>(null);
  const [most, setMost] = useState(STEP);
  const at = rows.findIndex((node) => node.id === chosen);
  useEffect(() => { box.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" }); }, [chosen]);
  const choose = (i: number): void => { const node = rows[Math.min(rows.length - 1, Math.max(0, i))]; if (node) set({ sel: node.id, edge: null }); };
  const moves: Record<string, () => void> = {
    ArrowDown: () => choose(at + 1), ArrowUp: () => choose(at - 1), Home: () => choose(0), End: () => choose(rows.length - 1),
    Enter: () => chosen && expand(chosen), Delete: () => remove(), Backspace: () => remove(), p: () => chosen && pin(chosen), Escape: () => set({ sel: null, edge: null }),
  };
  const remove = (): void => {
    if (at < 0) return;
    const next = rows[at + 1] ?? rows[at - 1];
    drop(chosen, next?.id);
  };
  const key = (event: KeyboardEvent): void => {
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move();
  };
  return (
    <>
      <ul class="list nodes" ref={box} role="listbox" tabindex={0} aria-label={t("list")} data-testid="node-list" onKeyDown={key} aria-activedescendant={at >= 0 ? `row-${at}` : undefined}>
        {rows.slice(0, Math.max(most, at + 1)).map((node, i) => (
          <li key={node.id} id={`row-${i}`} role="option" aria-selected={node.id === chosen} onClick={() => set({ sel: node.id, edge: null })} onDblClick={() => expand(node.id)}>
            <Dot type={node.type} /><span class="grow">{node.name}</span><span class="soft small nowrap">{t(node.type)}</span>
          </li>))}
      </ul>
      {rows.length > most && <button onClick={() => setMost(most + STEP)}>{t("more", { n: Math.min(STEP, rows.length - most) })}</button>}
      <p class="soft small keys"><kbd>/</kbd> {t("key_search")} <kbd>↑</kbd><kbd>↓</kbd> {t("key_move")} <kbd>Enter</kbd> {t("key_expand")} <kbd>Del</kbd> {t("key_remove")} <kbd>p</kbd> {t("key_pin")} <kbd>Esc</kbd> {t("key_clear")}</p>
    </>
  );
}
