/** The heap as tables: the same rows as the diagram. A screen reader's view, a phone's view, and a quick one. */
import { h } from "../dom/element.ts";
import {
  badgeLabel, changeWords, countNumber, generationWords, ghostWords, holdersOf, rowLabelText, shortAddress, sizeWords, strengthWords, valuePlain, wholeAddress,
} from "../state/describe.ts";
import type { Dispatch } from "../state/store.ts";
import type { FrameView, Ghost, Held, ObjectView, View } from "../state/wire.ts";

const COLUMNS = ["Object", "Value and rows", "Count", "Held by", "Size", "Generation", "Address"] as const;

/** A table whose rows a phone shows as cards: the roles are said, for a changed `display` takes them away. */
const ROW = { role: "row" } as const;

function cell(column: (typeof COLUMNS)[number], className: string | null, ...children: readonly (Node | string | false)[]): HTMLElement {
  return h("td", { role: "cell", class: className, "data-column": column }, ...children);
}

function rowHead(...children: readonly (Node | string)[]): HTMLElement {
  return h("th", { role: "rowheader", scope: "row" }, ...children);
}

/** More objects than this are counted below the table, not listed. */
const LISTED = 500;

export interface ObjectTable {
  readonly dom: HTMLElement;
  update(view: View | null, chosen: number | null): void;
}

export function objectTable(dispatch: Dispatch): ObjectTable {
  const dom = h("div", { class: "object-table" });
  let shown: View | null = null;
  let marked: number | null = null;

  function update(view: View | null, chosen: number | null): void {
    if (view === shown && chosen === marked) return;
    if (view !== shown) draw(view);
    shown = view;
    marked = chosen;
    for (const row of dom.querySelectorAll<HTMLElement>("tr[data-object]")) {
      const own = row.dataset["object"] === String(chosen);
      row.classList.toggle("is-chosen", own);
      row.querySelector("button.object-link")?.setAttribute("aria-pressed", String(own));
    }
  }

  function draw(view: View | null): void {
    if (!view) {
      dom.replaceChildren(h("p", { class: "quiet table-empty" }, "Nothing to show yet."));
      return;
    }
    const titles = new Map(view.objects.map((object) => [object.id, object.title]));
    const left = view.totals.left_out + Math.max(0, view.objects.length - LISTED);
    dom.replaceChildren(
      ...view.frames.map((frame) => frameTable(frame, titles)),
      view.objects.length + view.ghosts.length > 0
        ? objectsTable(view, titles)
        : h("p", { class: "quiet table-empty" }, "No objects of the program's own are alive at this step."),
      left > 0 ? h("p", { class: "quiet table-empty" }, `${left.toLocaleString("en")} more objects are not listed.`) : "",
    );
  }

  function frameTable(frame: FrameView, titles: ReadonlyMap<number, string>): HTMLElement {
    const rows = [
      ...frame.variables.map((variable) =>
        h("tr", { class: variable.changed ? "is-changed" : null }, h("th", { scope: "row" }, h("code", {}, variable.name)), h("td", {}, held(variable.held, titles)))),
      ...frame.stack.map((slot) =>
        h("tr", {}, h("th", { scope: "row", class: "quiet" }, slot.role), h("td", {}, held(slot.held, titles), strengthWords(slot.strength) && h("span", { class: "quiet" }, ` ${strengthWords(slot.strength)}`)))),
    ];
    const where = frame.line ? `, line ${frame.line}` : "";
    return h("table", { class: "names" },
      h("caption", {}, `Names in ${frame.name}${where}`),
      h("thead", { class: "unseen" }, h("tr", {}, h("th", { scope: "col" }, "Name"), h("th", { scope: "col" }, "Holds"))),
      h("tbody", {}, ...(rows.length ? rows : [h("tr", {}, h("td", { class: "quiet", colspan: 2 }, "no names yet"))])));
  }

  function objectsTable(view: View, titles: ReadonlyMap<number, string>): HTMLElement {
    return h("div", { class: "table-scroll", tabindex: 0, role: "region", "aria-label": "Objects" },
      h("table", { class: "objects", role: "table" },
        h("caption", {}, "Objects"),
        h("thead", { role: "rowgroup" }, h("tr", ROW, ...COLUMNS.map((name) => h("th", { role: "columnheader", scope: "col" }, name)))),
        h("tbody", { role: "rowgroup" },
          ...view.objects.slice(0, LISTED).map((object) => objectRow(view, object, titles)),
          ...view.ghosts.map(ghostRow))));
  }

  function objectRow(view: View, object: ObjectView, titles: ReadonlyMap<number, string>): HTMLElement {
    const changes = changeWords(view.changes, object.id);
    const badges = object.badges.filter((badge) => badge !== "tracked").map(badgeLabel);
    const value = valuePlain(object.value);
    return h("tr", { ...ROW, "data-object": object.id, class: [changes.length ? "is-changed" : "", object.garbage ? "is-garbage" : ""].filter(Boolean).join(" ") || null },
      rowHead(link(object.id, object.title),
        notes([object.garbage ? "garbage, not freed yet" : "", ...changes, ...badges, object.same_address_as ? `same address as ${object.same_address_as}` : ""])),
      cell("Value and rows", "table-value",
        value !== "" && h("code", {}, value),
        ...object.rows.map((row) => h("div", { class: row.changed ? "is-changed-row" : null }, h("code", { class: "quiet" }, `${rowLabelText(row.label)} `), held(row.held, titles), row.weak && h("span", { class: "quiet" }, " weak"))),
        object.row_count > object.rows.length && h("div", { class: "quiet" }, `${(object.row_count - object.rows.length).toLocaleString("en")} more rows`)),
      cell("Count", "number", countNumber(object.count)),
      cell("Held by", null, ...holdersOf(view, object.id).map((reference) => {
        const words = strengthWords(reference.strength);
        return h("div", {}, reference.label, words && h("span", { class: "quiet" }, ` (${words})`));
      })),
      cell("Size", "number", sizeWords(object.size)),
      cell("Generation", null, generationWords(object)),
      cell("Address", null, h("code", { class: "quiet", title: wholeAddress(object.address) }, shortAddress(object.address))));
  }

  function ghostRow(ghost: Ghost): HTMLElement {
    return h("tr", { ...ROW, class: "is-ghost" },
      rowHead(ghost.title, notes([ghostWords(ghost)])),
      cell("Value and rows", "table-value", ghost.value ? h("code", {}, ghost.value.parts.join(" … ")) : ""),
      cell("Count", "number", "0"),
      cell("Held by", null, "nobody"),
      cell("Size", "number", sizeWords(ghost.size)),
      cell("Generation", null, "none"),
      cell("Address", null, h("code", { title: wholeAddress(ghost.address) }, shortAddress(ghost.address))));
  }

  function held(what: Held, titles: ReadonlyMap<number, string>): Node {
    const title = what.object === null ? undefined : titles.get(what.object);
    if (what.object !== null && title !== undefined) return link(what.object, title);
    return what.object === null ? h("span", { class: "quiet" }, what.text || "empty") : h("code", {}, what.text);
  }

  function link(id: number, title: string): HTMLElement {
    const button = h("button", { type: "button", class: "object-link", "aria-pressed": "false" }, title);
    button.addEventListener("click", () => {
      dispatch({ type: "focus", object: marked === id ? null : id });
      dom.querySelector(`tr[data-object="${id}"]`)?.scrollIntoView({ block: "nearest" });
    });
    return button;
  }

  return { dom, update };
}

function notes(words: readonly string[]): Node {
  const said = words.filter(Boolean);
  return said.length ? h("div", { class: "table-notes" }, said.join(", ")) : document.createTextNode("");
}
