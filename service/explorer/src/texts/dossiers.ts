/** Dossiers: key → Chinese, English. */
export const DOSSIERS = {
  dossiers: ["档案", "Dossiers"],
} as const satisfies Record<string, readonly [string, string]>;
