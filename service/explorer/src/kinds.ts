/** How the classes are grouped for colour and legend: one colour a group, so that eight colours do not shout at once. */
const GROUPS: Record<string, string> = {
  Official: "person", Executive: "person", Person: "person", Company: "firm", Body: "firm", Organization: "firm",
  City: "place", Province: "place", County: "place", Township: "place", Country: "place", DevelopmentZone: "place", Region: "place",
  Project: "project", Delegation: "group", Signing: "event", Visit: "event", Meeting: "event",
};
export const groupOf = (type: string): string => GROUPS[type] ?? "other";

/** The colours of the style sheet, as the canvas needs them; read again when the theme changes. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}
export const typeColour = (type: string): string => colour(`c-${groupOf(type)}`);
