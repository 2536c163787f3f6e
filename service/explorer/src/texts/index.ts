/** The words of the page, one table a subject: key → Chinese, English. A key stands in one table only. */
import { ASK } from "./ask";
import { DOSSIERS } from "./dossiers";
import { PAGE } from "./page";
import { REVIEW } from "./review";
import { TERMS } from "./terms";

export const TEXTS: Readonly<Record<string, readonly [string, string]>> = { ...TERMS, ...PAGE, ...REVIEW, ...ASK, ...DOSSIERS };
