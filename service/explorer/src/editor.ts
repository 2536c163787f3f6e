/**
 * A CodeMirror editor for the two query languages, fetched only when a query view is opened. It lives in a shadow root: there its
 * styles are constructed sheets, which a Content-Security-Policy without inline styles allows.
 */
import { autocompletion, closeBrackets, completionKeymap, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { cypher } from "@codemirror/legacy-modes/mode/cypher";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import type { Term } from "./api";
import { language } from "./i18n";
import type { Kind } from "./query";

type Given = { kind: Kind; text: string; terms: readonly Term[]; label: string; change: (text: string) => void; run: () => void };

const COLOURS = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--accent)", fontWeight: "600" }, { tag: [tags.string, tags.special(tags.string)], color: "var(--c-place)" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--c-firm)" }, { tag: [tags.atom, tags.bool, tags.number], color: "var(--c-project)" },
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" }, { tag: [tags.propertyName, tags.typeName, tags.namespace, tags.labelName], color: "var(--c-group)" },
]);
const LOOK = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--paper)", fontSize: "14px" }, "&.cm-focused": { outline: "none" }, ".cm-scroller": { minHeight: "12rem", maxHeight: "28rem", lineHeight: "1.55" },
  ".cm-content": { caretColor: "var(--ink)" }, ".cm-gutters": { backgroundColor: "var(--ground)", color: "var(--soft)", border: "0" }, ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--mark)" },
  ".cm-tooltip": { backgroundColor: "var(--paper)", color: "var(--ink)", border: "1px solid var(--line)" }, ".cm-completionDetail": { color: "var(--soft)", fontStyle: "normal", marginLeft: "1em" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--on-accent)" }, ".cm-matchingBracket": { backgroundColor: "var(--mark) !important" },
});

/** SPARQL: ``zs:`` and a name. Cypher: labels and relationship types after a colon, properties after a dot. */
function completer({ kind, terms }: Given) {
  const detail = (term: Term): string => (language.value === "en" ? term.en : term.zh);
  const offer = (chosen: readonly Term[], text: (term: Term) => string) => chosen.map((term) => ({ label: text(term), detail: detail(term), type: term.kind === "class" ? "class" : "property" }));
  return (context: CompletionContext): CompletionResult | null => {
    const before = context.matchBefore(kind === "sparql" ? /zs:\w*/ : /[:.]\w*/);
    if (!before) return null;
    if (kind === "sparql") return { from: before.from, options: offer(terms, (term) => `zs:${term.name}`), validFor: /^zs:\w*$/ };
    const data = before.text.startsWith(".");
    const fit = terms.filter((term) => (data ? term.kind === "value" : term.kind !== "value"));
    return { from: before.from + 1, options: offer(fit, (term) => term.edge || term.name), validFor: /^\w*$/ };
  };
}

/** What is typed over a selection is put in by us: Chromium would dress it in inline styles, which the policy blocks with a noise. */
const typedOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    if (event.inputType !== "insertText" || !event.data || view.composing || view.state.selection.main.empty) return false;
    event.preventDefault();
    view.dispatch(view.state.replaceSelection(event.data), { userEvent: "input.type" });
    return true;
  },
});

/** Open an editor in ``box``; the result closes it. */
export function open(box: HTMLElement, given: Given): () => void {
  const holder = document.createElement("div");
  box.replaceChildren(holder);
  const root = holder.attachShadow({ mode: "open" });
  const view = new EditorView({
    parent: root, root,
    state: EditorState.create({ doc: given.text, extensions: [
      lineNumbers(), history(), bracketMatching(), closeBrackets(), EditorView.lineWrapping, StreamLanguage.define(given.kind === "sparql" ? sparql : cypher), syntaxHighlighting(COLOURS), LOOK, typedOver,
      autocompletion({ override: [completer(given)] }), EditorView.contentAttributes.of({ "aria-label": given.label }),
      EditorView.updateListener.of((update) => { if (update.docChanged) given.change(update.state.doc.toString()); }),
      keymap.of([{ key: "Mod-Enter", run: () => { given.run(); return true; } }, ...completionKeymap, ...defaultKeymap, ...historyKeymap]),
    ] }),
  });
  return () => { view.destroy(); holder.remove(); };
}
