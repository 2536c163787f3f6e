/** Where the reader is: the address bar is the one state, so that every view can be shared. */
import { signal } from "@preact/signals";

export type Route = { path: string; query: URLSearchParams };

const here = (): Route => ({ path: location.pathname, query: new URLSearchParams(location.search) });
export const route = signal<Route>(here());
export const arrive = (): void => void (route.value = here());
addEventListener("popstate", arrive);

export const parameter = (name: string): string => route.value.query.get(name) ?? "";
export const list = (name: string): string[] => parameter(name).split(",").filter(Boolean);

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
  arrive();
}

/** Change some parameters of the view that is open. */
export const set = (change: Change, how: "push" | "replace" = "replace"): void => go(route.value.path, change, how, true);
