/** The search box with suggestions (ARIA combobox pattern): names, types, counts; arrows, Enter and Escape. */
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { get, type Found, type Hit } from "../api";
import { number, t } from "../i18n";
import { Dot, TypeTag } from "./basics";

const PAUSE = 20;

function only(answer: Found, types: readonly string[]): Found {
  if (!types.length) return answer;
  const hits = answer.hits.filter((hit) => types.includes(hit.type)).slice(0, 12);
  return { ...answer, hits, types: Object.fromEntries(Object.entries(answer.types).filter(([type]) => types.includes(type))) };
}

type Props = { choose: (hit: Hit) => void; label: string; hint?: string; initial?: string; types?: readonly string[]; clear?: () => void };

/** ``types``: only these classes (none: all). ``clear`` is told when the box is emptied. */
export function Finder({ choose, label, hint, initial = "", types = [], clear }: Props) {
  const [text, setText] = useState(initial);
  const [found, setFound] = useState<Found | null>(null);
  const [at, setAt] = useState(0);
  const [open, setOpen] = useState(false);
  const id = useId();
  const asked = useRef("");

  const shownInitial = useRef(initial);
  useEffect(() => {
    // Not at the first turn: the effect comes a moment after the box, and must not wipe what was typed into it meanwhile.
    if (shownInitial.current !== initial) setText(initial);
    shownInitial.current = initial;
  }, [initial]);
  useEffect(() => {
    const query = text.trim();
    if (!open || !query) { setFound(null); return; }
    asked.current = query;
    const clock = setTimeout(() => {
      get<Found>("/search", { q: query, limit: types.length ? 60 : 12 }).then((answer) => { if (asked.current === query) { setFound(only(answer, types)); setAt(0); } }, () => setFound(null));
    }, PAUSE);
    return () => clearTimeout(clock);
  }, [text, open]);

  const take = (hit: Hit | undefined): void => { if (hit) { setOpen(false); setText(hit.name); choose(hit); } };
  const key = (event: KeyboardEvent): void => {
    const hits = found?.hits ?? [];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (hits.length) setAt((at + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length);
    } else if (event.key === "Enter") { event.preventDefault(); take(hits[at]); } else if (event.key === "Escape") setOpen(false);
  };
  const shown = open && found !== null;
  return (
    <div class="finder" role="search">
      <label class="hidden" for={`${id}-input`}>{label}</label>
      <input id={`${id}-input`} type="search" role="combobox" list={undefined} autocomplete="off" spellcheck={false} placeholder={hint ?? t("search_hint")} value={text}
        aria-expanded={shown} aria-controls={`${id}-list`} aria-autocomplete="list" aria-activedescendant={shown && found.hits.length ? `${id}-${at}` : undefined}
        onInput={(e) => { setText(e.currentTarget.value); setOpen(true); if (!e.currentTarget.value) clear?.(); }} onFocus={(e) => e.currentTarget.select()} onKeyDown={key}
        onBlur={() => setTimeout(() => setOpen(false), 150)} />
      {shown && (
        <ul class="menu" id={`${id}-list`} role="listbox" aria-label={label}>
          {found.hits.map((hit, i) => (
            <li key={hit.id} id={`${id}-${i}`} role="option" aria-selected={i === at} onMouseDown={(e) => { e.preventDefault(); take(hit); }}>
              <Dot type={hit.type} /><span class="grow">{hit.name}{hit.form !== hit.name && <span class="soft"> {hit.form}</span>}</span>
              <span class="soft small">{t(hit.type)} · {number(hit.articles)}</span>
            </li>
          ))}
          {found.hits.length === 0
            ? <li class="counts soft" role="presentation">{t("nothing")} · {t("nothing_hint")}</li>
            : <li class="counts" role="presentation">{Object.entries(found.types).map(([type, n]) => <span key={type}><TypeTag type={type} /> <span class="soft small">{number(n)}</span></span>)}</li>}
        </ul>
      )}
    </div>
  );
}
