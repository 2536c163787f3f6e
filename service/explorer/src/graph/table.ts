/** Answers as rows of text: CSV, and the entities that they name, which can be drawn as a graph or on the map. */

/** RFC 4180; cells that a spreadsheet would take for a formula are led by an apostrophe. */
export function csv(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const cell = (text: string): string => {
    const safe = /^[=+\-@\t]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return [columns, ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

const SLUGS = "official|executive|person|company|body|organization|city|province|county|township|country|development-zone|region|project|delegation|signing|visit|meeting|post|tenure";
const ID = new RegExp(`^(?:${SLUGS})/[^\\s/"]+$`);

/** The graph id that a value is, or that its IRI names; "" for anything else. */
export function entityIn(value: string): string {
  const tail = /\/id\/([a-z-]+\/[^\s]+)$/.exec(value)?.[1];
  const id = tail ? decodeURIComponent(tail) : value;
  return ID.test(id) ? id : "";
}

/** Every entity that the cells name: as an id, an IRI, or within a node that Cypher gave as JSON. */
export function entitiesIn(rows: readonly (readonly string[])[]): string[] {
  const found = new Set<string>();
  for (const row of rows) for (const value of row) {
    const id = entityIn(value);
    if (id) found.add(id);
    else if (value.startsWith("{") || value.startsWith("[")) for (const [, inner = ""] of value.matchAll(/"([^"]+)"/g)) { const one = entityIn(inner); if (one) found.add(one); }
  }
  return [...found];
}
