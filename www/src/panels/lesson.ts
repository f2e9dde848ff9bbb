/** The words of a lesson, above its code: what it is about, and where to look. */
import { h } from "../dom/element.ts";
import { icon, type IconName } from "../dom/icons.ts";
import { CHAPTERS, lessonById, neighboursOf, plainId, preparedId, type Lesson } from "../lessons/lessons.ts";
import type { Dispatch } from "../state/store.ts";
import type { State } from "../state/state.ts";
import type { Panel } from "./panel.ts";

export function lessonPanel(dispatch: Dispatch): Panel {
  const chapter = h("span", { class: "quiet lesson-chapter" });
  const title = h("h2", { class: "lesson-title" });
  const toggle = h("button", { type: "button", class: "lesson-toggle", "aria-controls": "lesson-body" }, icon("down"), title, chapter);
  toggle.addEventListener("click", () => dispatch({ type: "lesson_words", open: toggle.getAttribute("aria-expanded") !== "true" }));
  let before: Lesson | null = null;
  let after: Lesson | null = null;
  const step = (name: IconName, label: string, which: () => Lesson | null) => {
    const button = h("button", { type: "button", class: "button button-bare button-tool", "aria-label": label }, icon(name));
    button.addEventListener("click", () => {
      const to = which();
      if (to) dispatch({ type: "lesson_picked", id: to.id });
    });
    return button;
  };
  const previous = step("before", "The lesson before", () => before);
  const next = step("after", "The next lesson", () => after);
  const body = h("div", { class: "lesson-body", id: "lesson-body", tabindex: 0, role: "region", "aria-label": "About this lesson" });
  const dom = h("div", { class: "lesson-panel" }, h("div", { class: "lesson-head" }, toggle, h("span", { class: "spring" }), previous, next), body);
  let shown: string | null | undefined;

  const cut = () => body.classList.toggle("is-cut", body.scrollHeight - body.scrollTop - body.clientHeight > 8);
  body.addEventListener("scroll", cut, { passive: true });
  const observer = new ResizeObserver(cut);
  observer.observe(body);

  function update(state: State): void {
    const { lesson: id } = state.draft;
    toggle.setAttribute("aria-expanded", String(state.look.lessonOpen));
    body.hidden = !state.look.lessonOpen;
    if (id === shown) return;
    shown = id;
    const lesson = id === null ? null : lessonById(id);
    dom.hidden = lesson === null;
    if (!lesson || id === null) return;
    const whole = CHAPTERS.find((one) => one.lessons.some((its) => its.id === plainId(id)));
    title.textContent = lesson.title;
    chapter.textContent = whole?.title ?? "";
    ({ before, after } = neighboursOf(id));
    previous.disabled = before === null;
    next.disabled = after === null;
    previous.title = before ? `Before: ${before.title}` : "";
    next.title = after ? `Next: ${after.title}` : "";
    body.replaceChildren(
      ...lesson.text.map((paragraph) => h("p", {}, ...pieces(paragraph, id === plainId(id)))),
      ...(lesson.prepared ? [forms(lesson, id)] : []));
    body.scrollTop = 0;
    cut();
  }

  /** Code between backticks, and links to the lines that are spoken of. */
  function pieces(text: string, links: boolean): (Node | string)[] {
    return text.split(/(`[^`]+`|\b[Ll]ine \d+)/).map((piece, index, all) => {
      if (piece.startsWith("`")) return h("code", {}, piece.slice(1, -1));
      const line = /^[Ll]ine (\d+)$/.exec(piece)?.[1];
      if (line === undefined) return piece;
      const starts = all.slice(0, index).join("").trim() === "" || /[.?!] $/.test(all[index - 1] ?? "");
      const words = starts ? `Line ${line}` : piece;
      if (!links) return words;
      const link = h("button", { type: "button", class: "object-link line-link", title: "The moment after it has run" }, words);
      link.addEventListener("click", () => dispatch({ type: "went_after_line", line: Number(line) }));
      return link;
    });
  }

  function forms(lesson: Lesson, id: string): HTMLElement {
    const form = (words: string, to: string) => {
      const button = h("button", { type: "button", class: "button segment", "aria-pressed": String(to === id) }, words);
      button.addEventListener("click", () => to !== id && dispatch({ type: "lesson_picked", id: to }));
      return button;
    };
    return h("div", { class: "segments", role: "group", "aria-label": "Which form of the program" },
      form("As it stands", plainId(id)), form(`Prepared: ${lesson.prepared?.what ?? ""}`, preparedId(id)));
  }

  return { dom, update, destroy: () => observer.disconnect() };
}
