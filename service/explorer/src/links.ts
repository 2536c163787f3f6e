/** Links between views are followed without loading the page anew. */
import { arrive } from "./route";
import { viewAt } from "./views";

/** A click on a link of ours; all others, and clicks with a modifier, are the browser's. */
export function follow(event: MouseEvent): void {
  const link = (event.target as Element | null)?.closest?.("a[href]") as HTMLAnchorElement | null;
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || link.target || link.hasAttribute("download")) return;
  const to = new URL(link.href);
  if (to.origin !== location.origin || !viewAt(to.pathname) || (to.hash && to.pathname === location.pathname)) return;
  event.preventDefault();
  history.pushState(null, "", to.pathname + to.search);
  arrive();
  scrollTo(0, 0);
}
