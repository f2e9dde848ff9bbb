/** A word to the person above the editor, once, until it is dismissed or a run makes it old. */
import { h } from "../dom/element.ts";
import { icon } from "../dom/icons.ts";
import type { Dispatch } from "../state/store.ts";
import type { Notice, State } from "../state/state.ts";
import type { Panel } from "./panel.ts";

const WORDS = {
  draft_restored: "Your program from the last time is back. Run shows it.",
  draft_broken: "The saved draft could not be read, and so the first lesson is shown. What was saved is kept as it is in this browser until the next edit.",
  not_run_after_crash: "The last run did not come to its end, and so your program was not started by itself. Run starts it.",
  storage_refused: "This browser keeps no drafts for this page: a reload loses your changes.",
} as const;

export function noticePanel(dispatch: Dispatch): Panel {
  const words = h("p", {});
  const close = h("button", { type: "button", class: "button button-bare", "aria-label": "Dismiss" }, icon("close"));
  close.addEventListener("click", () => dispatch({ type: "notice_dismissed" }));
  const act = h("button", { type: "button", class: "button" });
  let does: (() => void) | null = null;
  act.addEventListener("click", () => does?.());
  const dom = h("div", { class: "notice", role: "status", hidden: true }, words, act, close);

  function update(state: State, previous: State | null): void {
    if (previous && state.notice === previous.notice) return;
    const { notice } = state;
    dom.hidden = notice === null;
    if (!notice) return;
    words.textContent = wordsOf(notice);
    const offer = offerOf(notice);
    act.hidden = offer === null;
    act.textContent = offer?.words ?? "";
    does = offer && (() => dispatch({ type: offer.action }));
  }

  return { dom, update, destroy() {} };
}

function wordsOf(notice: Notice): string {
  switch (notice.kind) {
    case "link_broken":
      return `This link can't be opened: ${notice.fault}. Nothing of yours was touched.`;
    case "link_opened":
      return [...notice.warnings, notice.aside ? "This program came with a link; the one you had is kept." : ""].filter(Boolean).join(" ");
    default:
      return WORDS[notice.kind];
  }
}

function offerOf(notice: Notice): { readonly words: string; readonly action: "salvage_taken" | "aside_brought_back" } | null {
  if (notice.kind === "link_broken" && notice.salvaged !== null) return { words: "Show what could be read", action: "salvage_taken" };
  if (notice.kind === "link_opened" && notice.aside) return { words: "Back to mine", action: "aside_brought_back" };
  return null;
}
