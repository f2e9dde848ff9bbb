/** The editor: the person's text, with what the run knows of its lines. */
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, indentOnInput } from "@codemirror/language";
import { Annotation, Compartment, EditorState, type StateEffect } from "@codemirror/state";
import { EditorView, drawSelection, highlightActiveLineGutter, keymap, lineNumbers } from "@codemirror/view";
import { h } from "../dom/element.ts";
import type { Panel } from "../panels/panel.ts";
import type { Dispatch } from "../state/store.ts";
import { endedRun, isStale, lineMarks, lineResults } from "../state/select.ts";
import type { State } from "../state/state.ts";
import { adoptEditorStyles } from "./adopted_styles.ts";
import { claimMarks, claimsExtension, setClaims } from "./claims.ts";
import { faultExtension, setFault, type Fault } from "./fault.ts";
import { pythonInk } from "./language.ts";
import { lineMarksExtension, setLineMarks } from "./marks.ts";
import { resultsExtension, setResults } from "./results.ts";

/** A change that the page makes to the text itself is not an edit of the person's. */
const fromState = Annotation.define<boolean>();

/**
 * Typing over a selection is done here: Chromium would keep the look of the deleted text by an inline style, which
 * our content policy refuses with an error in the console. A composition is left to the browser.
 */
function typeOverSelection(event: InputEvent, view: EditorView): boolean {
  const { data, inputType, isComposing } = event;
  if (inputType !== "insertText" || data === null || isComposing || view.composing || view.state.selection.main.empty) return false;
  view.dispatch(view.state.replaceSelection(data), { userEvent: "input.type", scrollIntoView: true });
  event.preventDefault();
  return true;
}

export function editorPanel(dispatch: Dispatch): Panel {
  adoptEditorStyles();
  const dom = h("div", { class: "editor-host" });
  const wrapping = new Compartment();
  const view = new EditorView({ parent: dom });

  function freshState(source: string, narrow: boolean): EditorState {
    return EditorState.create({
      doc: source,
      extensions: [
        lineNumbers(),
        highlightActiveLineGutter(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        EditorState.tabSize.of(4),
        pythonInk(),
        lineMarksExtension(),
        resultsExtension(),
        faultExtension(),
        claimsExtension(),
        wrapping.of(narrow ? EditorView.lineWrapping : []),
        EditorView.contentAttributes.of({
          "aria-label": "Python program. Escape, then Tab, leaves the editor.",
          tabindex: "0",
          spellcheck: "false",
          autocorrect: "off",
          autocapitalize: "off",
        }),
        keymap.of([
          { key: "Mod-Enter", run: () => (dispatch({ type: "run", landing: "end" }), true) },
          ...defaultKeymap,
          ...historyKeymap,
          indentWithTab,
        ]),
        EditorView.domEventHandlers({ beforeinput: typeOverSelection }),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged || update.transactions.some((transaction) => transaction.annotation(fromState))) return;
          dispatch({ type: "edited", source: update.state.doc.toString() });
        }),
      ],
    });
  }

  function update(state: State, previous: State | null): void {
    const fresh = previous === null || state.draft.lesson !== previous.draft.lesson;
    if (fresh || state.draft.source !== view.state.doc.toString()) {
      // Another lesson is another text: its history of undoing starts anew.
      if (fresh) view.setState(freshState(state.draft.source, state.look.narrow));
      else {
        view.dispatch({
          changes: { from: 0, to: view.state.doc.length, insert: state.draft.source },
          annotations: fromState.of(true),
        });
      }
    }
    if (previous && state.look.narrow !== previous.look.narrow) {
      view.dispatch({ effects: wrapping.reconfigure(state.look.narrow ? EditorView.lineWrapping : []) });
    }
    const effects: StateEffect<unknown>[] = [];
    if (fresh || state.run !== previous?.run || state.time !== previous.time || state.moment !== previous.moment || state.draft !== previous.draft || state.predict !== previous.predict) {
      const marks = lineMarks(state);
      effects.push(setLineMarks.of(marks), setResults.of(lineResults(state)), setFault.of(isStale(state) ? null : faultOf(state)));
      const before = previous && !fresh ? lineMarks(previous) : null;
      const line = marks.raised || marks.ran || marks.next;
      if (before && line && line !== (before.raised || before.ran || before.next) && line <= view.state.doc.lines) {
        effects.push(EditorView.scrollIntoView(view.state.doc.line(line).from, { y: "nearest", yMargin: 48 }));
      }
    }
    if (fresh || state.claims !== previous?.claims || state.draft !== previous.draft || state.setup !== previous.setup || (state.predict !== previous.predict || (state.predict.on && state.moment !== previous.moment))) {
      const { claims, predict } = state;
      const marks = claims && claims.source === state.draft.source ? claimMarks(claims.claims, state.setup.version) : [];
      // Who is asked to predict is told no verdict on a line that is still to come.
      const printed = predict.on ? new Set(lineResults(state).map((one) => one.line)) : null;
      effects.push(setClaims.of(printed ? marks.filter((mark) => printed.has(mark.line)) : marks));
    }
    if (effects.length) view.dispatch({ effects });
  }

  return { dom, update, destroy: () => view.destroy() };
}

/** What is wrong with the text itself, where the run was refused for it. */
export function faultOf(state: State): Fault | null {
  const outcome = endedRun(state)?.summary.outcome;
  if (outcome?.type === "syntax_error") {
    const problem = outcome.value;
    return {
      line: problem.line,
      column: problem.column,
      endLine: problem.end_line,
      endColumn: problem.end_column,
      title: problem.exception,
      message: problem.message,
    };
  }
  if (outcome?.type === "unsupported") {
    const { line, column, what } = outcome.value;
    return { line, column: column ?? 0, endLine: line, endColumn: column === null ? 1000 : column + 1, title: "Not supported yet", message: what };
  }
  return null;
}
