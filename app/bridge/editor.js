// The SQL editor: CodeMirror with PostgreSQL's words, the datasets' tables and columns, and the page's colours.
// Loaded when the editor is first opened; see `sextantLoad` in boot.js.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab, temporarilySetTabFocusMode } from "@codemirror/commands";
import { PostgreSQL, sql } from "@codemirror/lang-sql";
import { bracketMatching, indentOnInput } from "@codemirror/language";
import { lintKeymap, setDiagnostics } from "@codemirror/lint";
import { Compartment, EditorState, Prec } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { highlighting, looks } from "./editor/looks.js";

/** An editor in `element`. `schemaJson` is `{ table: [column, …] }`; `run` is called by Ctrl/Cmd+Enter. */
export function create(element, text, schemaJson, change, run, dark = false) {
  const language = new Compartment();
  const appearance = new Compartment();
  const view = new EditorView({
    parent: element,
    state: EditorState.create({
      doc: text,
      extensions: [
        // Before the default keys: Ctrl/Cmd+Enter would else insert a line.
        Prec.highest(keymap.of([{ key: "Mod-Enter", run: () => { run(); return true; } }])),
        // Escape, then Tab, leaves the editor.
        keymap.of([...closeBracketsKeymap, ...completionKeymap, ...lintKeymap, { key: "Escape", run: temporarilySetTabFocusMode }, ...historyKeymap, ...defaultKeymap, indentWithTab]),
        lineNumbers(), history(), drawSelection(), indentOnInput(), bracketMatching(), closeBrackets(), highlightActiveLine(),
        autocompletion({ icons: false }), highlighting, EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": "SQL. Escape, then Tab, leaves the editor", spellcheck: "false", autocapitalize: "off" }),
        EditorView.updateListener.of((update) => { if (update.docChanged) change(update.state.doc.toString()); }),
        language.of(dialect(schemaJson)),
        appearance.of(looks(dark)),
      ],
    }),
  });
  return { view, language, appearance };
}

/** Replaces the text; it can be undone. */
export function setText({ view }, text) {
  if (text !== view.state.doc.toString()) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
}

/** Changes the tables and columns that are completed. */
export function setSchema({ view, language }, schemaJson) {
  view.dispatch({ effects: language.reconfigure(dialect(schemaJson)) });
}

/** Changes between the light and the dark looks. */
export function setDark({ view, appearance }, dark) {
  view.dispatch({ effects: appearance.reconfigure(looks(dark)) });
}

/** The text as it stands. */
export function text({ view }) {
  return view.state.doc.toString();
}

/** Puts `inserted` where the cursor is. */
export function insert({ view }, inserted) {
  view.dispatch(view.state.replaceSelection(inserted));
  view.focus();
}

/** Underlines what is wrong between two places of the text; an empty message clears it. */
export function mark({ view }, from, to, message) {
  const { length } = view.state.doc;
  const start = Math.min(Math.max(0, from), length);
  const end = Math.min(Math.max(start, to), length);
  view.dispatch(setDiagnostics(view.state, message ? [{ from: start, to: end, severity: "error", message }] : []));
}

/** Puts the cursor into the editor. */
export function focus({ view }) {
  view.focus();
}

/** Frees the editor and takes it out of its element. */
export function dispose({ view }) {
  view.destroy();
}

function dialect(schemaJson) {
  const schema = JSON.parse(schemaJson || "{}");
  return [sql({ dialect: PostgreSQL, schema }), PostgreSQL.language.data.of({ autocomplete: columnsOf(schema) })];
}

// lang-sql offers columns only after their table's name and a dot; here they are offered everywhere, before the keywords.
function columnsOf(schema) {
  const tables = new Map();
  for (const [table, columns] of Object.entries(schema)) for (const column of columns) tables.set(column, [...(tables.get(column) ?? []), table]);
  const options = Array.from(tables, ([column, of]) => ({ label: column, apply: identifier(column), type: "property", detail: of.join(", "), boost: 50 }));
  return (context) => {
    const word = context.matchBefore(/[\p{L}_][\p{L}\p{N}_]*/u);
    return word && context.state.sliceDoc(word.from - 1, word.from) !== "." ? { from: word.from, options, validFor: /^[\p{L}\p{N}_]*$/u } : null;
  };
}

function identifier(name) {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}
