/** Where the reader is: the address bar is the one state, so that every view can be shared. */
import { computed, signal } from "@preact/signals";

export type Route = { path: string; query: URLSearchParams };

const here = (): Route => ({ path: location.pathname, query: new URLSearchParams(location.search) });
export const route = signal<Route>(here());
addEventListener("popstate", () => (route.value = here()));

export const parameter = (name: string): string => route.value.query.get(name) ?? "";
export const list = (name: string): string[] => parameter(name).split(",").filter(Boolean);
export const view = computed(() => route.value.path.split("/")[1] || "start");

export type Change = Record<string, string | number | readonly string[] | null>;

export function address(path: string, change: Change, keep = false): string {
  const query = new URLSearchParams(keep ? route.value.query : undefined);
  for (const name of ["lang", "theme"]) if (parameter(name)) query.set(name, parameter(name));
  for (const [name, value] of Object.entries(change)) {
    const text = value === null ? "" : Array.isArray(value) ? value.join(",") : String(value);
    text ? query.set(name, text) : query.delete(name);
  }
  const tail = query.toString().replaceAll("%2C", ",").replaceAll("%2F", "/");
  return tail ? `${path}?${tail}` : path;
}

export function go(path: string, change: Change = {}, how: "push" | "replace" = "push", keep = false): void {
  const to = address(path, change, keep);
  if (to === location.pathname + location.search) return;
  how === "push" ? history.pushState(null, "", to) : history.replaceState(null, "", to);
  route.value = here();
}

/** Change some parameters of the view that is open. */
export const set = (change: Change, how: "push" | "replace" = "replace"): void => go(route.value.path, change, how, true);

const OURS = new Set(["", "explore", "paths", "map", "timeline", "answers", "query", "review"]);

/** Links of this page are followed without loading it anew; all others, and clicks with a modifier, are the browser's. */
export function follow(event: MouseEvent): void {
  const link = (event.target as Element | null)?.closest?.("a[href]") as HTMLAnchorElement | null;
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || link.target) return;
  const to = new URL(link.href);
  if (to.origin !== location.origin || !OURS.has(to.pathname.split("/")[1] ?? "")) return;
  event.preventDefault();
  history.pushState(null, "", to.pathname + to.search);
  route.value = here();
  scrollTo(0, 0);
}
