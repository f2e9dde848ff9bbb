/** A word to the person above the editor, once, until it is dismissed or a run makes it old. */
import { h } from "../dom/element.ts";
import { icon } from "../dom/icons.ts";
import type { Dispatch } from "../state/store.ts";
import type { Notice, State } from "../state/state.ts";
import type { Panel } from "./panel.ts";

const WORDS: Readonly<Record<Notice["kind"], string>> = {
  draft_restored: "Your program from the last time is back. Run shows it.",
  draft_broken: "The saved draft could not be read, and so the first lesson is shown. What was saved is kept as it is in this browser until the next edit.",
  not_run_after_crash: "The last run did not come to its end, and so your program was not started by itself. Run starts it.",
  storage_refused: "This browser keeps no drafts for this page: a reload loses your changes.",
};

export function noticePanel(dispatch: Dispatch): Panel {
  const words = h("p", {});
  const close = h("button", { type: "button", class: "button button-bare", "aria-label": "Dismiss" }, icon("close"));
  close.addEventListener("click", () => dispatch({ type: "notice_dismissed" }));
  const dom = h("div", { class: "notice", role: "status", hidden: true }, words, close);

  function update(state: State): void {
    dom.hidden = state.notice === null;
    if (state.notice) words.textContent = WORDS[state.notice.kind];
  }

  return { dom, update, destroy() {} };
}
