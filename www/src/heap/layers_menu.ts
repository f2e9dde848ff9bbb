/** What is drawn besides the program's own data. */
import { h } from "../dom/element.ts";
import type { Dispatch } from "../state/store.ts";
import type { Layers } from "../state/state.ts";

const NAMES: readonly (readonly [keyof Layers, string, string])[] = [
  ["definitions", "Functions and classes", "and what belongs to them"],
  ["shared", "Shared values", "small integers, interned strings, None"],
  ["modules", "Modules", ""],
  ["machinery", "The interpreter's own", "frames, code, iterators"],
];

export interface LayersMenu {
  readonly dom: HTMLElement;
  update(layers: Layers): void;
  destroy(): void;
}

export function layersMenu(dispatch: Dispatch): LayersMenu {
  const boxes = NAMES.map(([layer, name, more]) => {
    const box = h("input", { type: "checkbox" });
    box.addEventListener("change", () => dispatch({ type: "layers", layers: { [layer]: box.checked } }));
    return { layer, box, row: h("label", { class: "layer" }, box, h("span", {}, name, more && h("span", { class: "quiet" }, ` ${more}`))) };
  });
  const dom = h("details", { class: "layers" },
    h("summary", { class: "button button-bare button-tool" }, h("span", { class: "form-words" }, "Show")),
    h("div", { class: "layers-list", role: "group", "aria-label": "What is drawn" }, ...boxes.map(({ row }) => row)));
  dom.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !dom.open) return;
    dom.open = false;
    dom.querySelector("summary")?.focus();
    event.stopPropagation();
  });
  // Elsewhere is away from it.
  dom.addEventListener("focusout", (event) => {
    if (event.relatedTarget instanceof Node && !dom.contains(event.relatedTarget)) dom.open = false;
  });
  const leave = (event: PointerEvent) => {
    if (event.target instanceof Node && !dom.contains(event.target)) dom.open = false;
  };
  document.addEventListener("pointerdown", leave);

  return {
    dom,
    update(layers) {
      for (const { layer, box } of boxes) if (box.checked !== layers[layer]) box.checked = layers[layer];
    },
    destroy: () => document.removeEventListener("pointerdown", leave),
  };
}
