/**
 * The views, in the order of the menu: a name (its words stand in ``texts/``), the address, and how its code is fetched when it
 * is first opened. A new view is a line here and its address in ``service/routes/explorer.py`` (or, where the address answers JSON
 * as well, a router of its own that gives ``explorer(request)`` to browsers).
 */
import type { ComponentType } from "preact";
import { Start } from "./views/start";

export type View = { path: string; load: () => Promise<ComponentType>; wide?: boolean; hidden?: boolean };

export const VIEWS: Readonly<Record<string, View>> = {
  start: { path: "/", load: () => Promise.resolve(Start) },
  explore: { path: "/explore", wide: true, load: () => import("./views/explore").then((it) => it.Explore) },
  paths: { path: "/paths", load: () => import("./views/paths").then((it) => it.PathsView) },
  map: { path: "/map", load: () => import("./views/map").then((it) => it.MapView) },
  timeline: { path: "/timeline", load: () => import("./views/timeline").then((it) => it.TimelineView) },
  ask: { path: "/ask", load: () => import("./views/ask").then((it) => it.AskView) },
  answers: { path: "/answers", load: () => import("./views/answers").then((it) => it.Answers) },
  query: { path: "/query", load: () => import("./views/query").then((it) => it.QueryView) },
  review: { path: "/review", load: () => import("./views/review").then((it) => it.ReviewView) },
  dossiers: { path: "/dossiers", load: () => import("./views/dossiers").then((it) => it.DossiersView) },
};

/** The view that an address shows; a path that is none of ours is undefined. */
export const viewAt = (path: string): string | undefined => Object.keys(VIEWS).find((name) => VIEWS[name]!.path === (path.replace(/\/+$/, "") || "/"));
