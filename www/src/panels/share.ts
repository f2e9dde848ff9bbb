/** Links to what is on screen, to be copied: nothing is stored or sent, the program is in the link itself. */
import { h } from "../dom/element.ts";
import { icon, swapIcon } from "../dom/icons.ts";
import { fragmentOf } from "../link/fragment.ts";
import { lessonById } from "../lessons/lessons.ts";
import { linkOf, withoutMoment } from "../state/link.ts";
import type { Dispatch } from "../state/store.ts";
import type { State } from "../state/state.ts";
import type { Panel } from "./panel.ts";

interface Kind {
  readonly name: string;
  readonly about: string;
  readonly text: (addresses: Addresses, state: State) => string;
}

interface Addresses {
  readonly moment: string;
  readonly program: string;
  readonly embed: string;
}

const KINDS: readonly Kind[] = [
  { name: "Link to this moment", about: "the program, its Python, the step and the chosen object", text: ({ moment }) => moment },
  { name: "Link to the program", about: "and where one looks at it is up to who opens it", text: ({ program }) => program },
  { name: "Markdown, with the code", about: "for a README, a forum, an answer", text: markdown },
  { name: "Embed", about: "a small living heap in a page of your own", text: ({ embed }, state) => iframe(embed, titleOf(state)) },
];

export function sharePanel(dispatch: Dispatch): Panel {
  const close = h("button", { type: "button", class: "button button-bare", "aria-label": "Close" }, icon("close"));
  const rows = KINDS.map((kind, index) => {
    const field = h("textarea", { class: "share-text", id: `share-${index}`, rows: 1, readonly: true, spellcheck: "false" });
    const words = h("span", {}, "Copy");
    const copy = h("button", { type: "button", class: "button", "aria-describedby": `share-name-${index}` }, icon("copy"), words);
    field.addEventListener("focus", () => field.select());
    copy.addEventListener("click", () => void take(field, copy, words));
    const dom = h("div", { class: "share-row" },
      h("label", { for: field.id, id: `share-name-${index}` }, h("b", {}, kind.name), h("span", { class: "quiet" }, ` ${kind.about}`)),
      h("div", { class: "share-field" }, field, copy));
    return { kind, field, copy, words, dom };
  });
  const drawn = h("div", { class: "share-row" },
    h("p", {}, h("b", {}, "Picture"), h("span", { class: "quiet" }, " of the heap at this step, for a slide or a book")),
    h("div", { class: "share-field share-files" }, ...(["svg", "png"] as const).map((as) => {
      const button = h("button", { type: "button", class: "button" }, `Save as ${as.toUpperCase()}`);
      button.addEventListener("click", () => dispatch({ type: "drawing", as }));
      return button;
    })));
  const size = h("p", { class: "quiet share-size" });
  const told = h("p", { class: "unseen", role: "status" });
  const dom = h("dialog", { class: "help share", "aria-labelledby": "share-title" },
    h("div", { class: "help-head" }, h("h2", { id: "share-title" }, "Share"), close),
    h("div", { class: "help-body" }, ...rows.map((row) => row.dom), drawn, size, told));
  close.addEventListener("click", () => dom.close());
  dom.addEventListener("close", () => dispatch({ type: "share", open: false }));
  dom.addEventListener("click", (event) => {
    if (event.target === dom) dom.close();
  });

  async function take(field: HTMLTextAreaElement, copy: HTMLElement, words: HTMLElement): Promise<void> {
    try {
      await navigator.clipboard.writeText(field.value);
      words.textContent = told.textContent = "Copied";
      swapIcon(copy, "check");
    } catch {
      field.focus();
      field.select();
      told.textContent = "This browser did not allow it: the text is selected, and can be copied by the keyboard.";
    }
  }

  async function fill(state: State): Promise<void> {
    const here = new URL(".", window.location.href).href.replace(/embed\/$/, "");
    const link = linkOf(state);
    const fragment = await fragmentOf(link);
    const addresses = { moment: here + fragment, program: here + (await fragmentOf(withoutMoment(link))), embed: `${here}embed/${fragment}` };
    for (const row of rows) {
      row.field.value = row.kind.text(addresses, state);
      row.words.textContent = "Copy";
      swapIcon(row.copy, "copy");
    }
    const { length } = addresses.moment;
    size.textContent = `The link is ${length.toLocaleString("en")} characters long${length > 1900 ? "; some chat programs cut links at 2,000" : ""}. The program is in it: nothing is stored anywhere, and nothing is sent until somebody opens it.`;
  }

  let saving = false;
  /** Hands the picture over as a file. */
  async function save({ as, svg }: NonNullable<State["drawing"]>, name: string): Promise<void> {
    saving = true;
    try {
      if (typeof svg !== "string") throw new Error("no picture");
      const url = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
      h("a", { href: as === "svg" ? url : await pngOf(url), download: `${name}.${as}` }).click();
      told.textContent = "Saved";
    } catch {
      told.textContent = "The picture could not be made.";
    }
    saving = false;
    dispatch({ type: "drawing", as: null });
  }

  function update(state: State): void {
    drawn.hidden = state.moment === null;
    if (state.drawing && state.drawing.svg !== undefined && !saving) void save(state.drawing, `heap-step-${state.time.step}`);
    if (state.link.share && !dom.open) {
      void fill(state);
      dom.showModal();
    }
    if (!state.link.share && dom.open) dom.close();
  }

  return { dom, update, destroy() {} };
}

/** The picture in dots, two for each of its own, as a data address. */
async function pngOf(url: string): Promise<string> {
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = h("canvas", { width: image.naturalWidth * 2, height: image.naturalHeight * 2 });
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/png");
}

function titleOf(state: State): string {
  const lesson = state.draft.lesson === null ? null : lessonById(state.draft.lesson);
  return lesson ? `${lesson.title}, in Heaplens` : "A Python program, in Heaplens";
}

function markdown({ moment }: Addresses, state: State): string {
  const source = state.draft.source.replace(/\n*$/, "\n");
  let fence = "```";
  while (source.includes(fence)) fence += "`";
  return `${fence}python\n${source}${fence}\n\n[See its memory, step by step](${moment})\n`;
}

function iframe(address: string, title: string): string {
  const quoted = (text: string) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  return `<iframe src="${quoted(address)}" title="${quoted(title)}" width="100%" height="420" loading="lazy" allow="clipboard-write"></iframe>`;
}
