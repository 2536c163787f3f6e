/** The frame around every view: brand, search, where one can go, language and theme. */
import { render } from "preact";
import { useEffect } from "preact/hooks";
import { language, t } from "./i18n";
import { address, follow, go, parameter, set, view } from "./route";
import { Finder } from "./parts/finder";
import { Explore } from "./views/explore";
import { MapView } from "./views/map";
import { PathsView } from "./views/paths";
import { Start } from "./views/start";
import "./style.css";

const VIEWS = { start: Start, explore: Explore, paths: PathsView, map: MapView };
const shownTheme = (): string => parameter("theme") || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");

function App() {
  const name = view.value in VIEWS ? (view.value as keyof typeof VIEWS) : "start";
  const View = VIEWS[name];
  const theme = shownTheme(), lang = language.value;
  useEffect(() => { document.documentElement.dataset["theme"] = theme; }, [theme]);
  useEffect(() => { document.documentElement.lang = lang === "en" ? "en" : "zh-CN"; document.title = `${t(name)} · ${t("product")}`; }, [lang, name]);
  const tail = lang === "en" ? "?lang=en" : "";
  return (
    <>
      <a class="skip" href="#main">{t(name)}</a>
      <header class="top">
        <a class="brand" href={address("/", {})}>{t("product")}</a>
        <Finder label={t("search")} choose={(hit) => go("/explore", { nodes: hit.id, open: `${hit.id}~*~1`, sel: hit.id })} />
        <nav aria-label={t("product")}>
          {(["start", "explore", "paths", "map"] as const).map((one) => <a key={one} href={address(one === "start" ? "/" : `/${one}`, {})} aria-current={one === name ? "page" : undefined}>{t(one)}</a>)}
          <a href={`/questions${tail}`}>{t("questions")}</a>
        </nav>
        <span class="row">
          <button onClick={() => set({ lang: lang === "en" ? null : "en" })} lang={lang === "en" ? "zh-CN" : "en"}>{t("language")}</button>
          <button onClick={() => set({ theme: theme === "dark" ? "light" : "dark" })} aria-label={t("theme")}>◐</button>
        </span>
      </header>
      <main id="main" class={name === "explore" ? "" : "flow"}><View /></main>
    </>
  );
}

document.addEventListener("click", follow);
render(<App />, document.getElementById("app")!);
