/** The memory of the chosen object, field by field of its C struct: what lies where, and what it says. */
import { h } from "../dom/element.ts";
import type { ByteField, ObjectBytes } from "../state/wire.ts";

export interface BytesOptions {
  readonly open: boolean;
  /** It was opened or shut, and the next object is to be shown likewise. */
  toggled(open: boolean): void;
  /** A way to the object that a field points to. */
  link(object: number, title: string): Node;
}

export function objectBytes(told: ObjectBytes, { open, toggled, link }: BytesOptions): HTMLElement {
  const dom = h("details", { class: "bytes", open },
    h("summary", {}, h("h3", {}, "Its bytes"), h("span", { class: "quiet" }, `${told.bytes} bytes${told.bytes_before ? `, and ${told.bytes_before} before it` : ""}`)),
    h("div", { class: "bytes-scroll", tabindex: 0, role: "group", "aria-label": `Fields of ${told.title}` },
      h("table", {},
        h("caption", { class: "quiet" }, told.struct_name || `PyObject, then what ${told.title} adds`),
        h("thead", {}, h("tr", {}, ...["At", "Field", "Type in C", "Bytes", "Says"].map((name) => h("th", { scope: "col" }, name)))),
        h("tbody", {}, ...told.fields.map((field) => row(field, link))))));
  dom.addEventListener("toggle", () => toggled(dom.open));
  return dom;
}

function row(field: ByteField, link: BytesOptions["link"]): HTMLElement {
  const { offset, bytes, name, c_type, memory, value, object } = field;
  return h("tr", { class: offset < 0 ? "is-before" : null },
    h("td", { class: "number" }, String(offset)),
    h("th", { scope: "row" }, h("code", {}, name)),
    h("td", {}, h("code", { class: "quiet" }, c_type)),
    h("td", { class: "bytes-memory" }, memory === null ? h("span", { class: "quiet" }, `${bytes} ${bytes === 1 ? "byte" : "bytes"}`) : h("code", {}, memory)),
    h("td", {}, object === null ? value : link(object, value)));
}
