/** The frame around every view: brand, search, where one can go, language and theme. */
import { render, type ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Problem } from "./api";
import { language, t } from "./i18n";
import { follow } from "./links";
import { address, go, parameter, route, set } from "./route";
import { Failed, Waiting } from "./parts/basics";
import { Finder } from "./parts/finder";
import { VIEWS, viewAt } from "./views";
import { Start } from "./views/start";
import "./style.css";

const shownTheme = (): string => parameter("theme") || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");

function View({ name }: { name: string }) {
  const [loaded, setLoaded] = useState<{ name: string; View?: ComponentType; error?: Error }>({ name: "start", View: Start });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let live = true;
    VIEWS[name]!.load().then((View) => live && setLoaded({ name, View }), () => live && setLoaded({ name, error: new Problem(0, "offline") }));
    return () => { live = false; };
  }, [name, turn]);
  if (loaded.name !== name) return <Waiting />;
  return loaded.View ? <loaded.View /> : <Failed error={loaded.error!} retry={() => setTurn(turn + 1)} />;
}

/** "/" puts the cursor into the search box, as readers of code and maps are used to. */
function shortcuts(event: KeyboardEvent): void {
  const typing = (event.composedPath()[0] as Element | undefined)?.closest?.("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  document.querySelector<HTMLInputElement>("header .finder input")?.focus();
}

function App() {
  const name = viewAt(route.value.path) ?? "start";
  const theme = shownTheme(), lang = language.value;
  useEffect(() => { document.documentElement.dataset["theme"] = theme; }, [theme]);
  useEffect(() => { document.documentElement.lang = lang === "en" ? "en" : "zh-CN"; document.title = `${t(name)} · ${t("product")}`; }, [lang, name]);
  return (
    <>
      <a class="skip" href="#main" onClick={() => document.getElementById("main")!.focus()}>{t("skip")}</a>
      <header class="top">
        <a class="brand" href={address("/", {})}>{t("product")}</a>
        <Finder label={t("search")} choose={(hit) => go("/explore", { nodes: hit.id, open: `${hit.id}~*~1`, sel: hit.id })} />
        <nav aria-label={t("top")}>
          {Object.entries(VIEWS).filter(([, view]) => !view.hidden).map(([one, view]) => <a key={one} href={address(view.path, {})} aria-current={one === name ? "page" : undefined}>{t(one)}</a>)}
        </nav>
        <span class="row switches">
          <button onClick={() => set({ lang: lang === "en" ? null : "en" })} lang={lang === "en" ? "zh-CN" : "en"}>{t("language")}</button>
          <button onClick={() => set({ theme: theme === "dark" ? "light" : "dark" })} aria-label={t("theme")} title={t("theme")}>◐</button>
        </span>
      </header>
      <main id="main" tabindex={-1} class={VIEWS[name]!.wide ? "" : "flow"} key={route.value.path}><View name={name} /></main>
    </>
  );
}

document.documentElement.dataset["theme"] = shownTheme();
document.addEventListener("click", follow);
document.addEventListener("keydown", shortcuts);
render(<App />, document.getElementById("app")!);
