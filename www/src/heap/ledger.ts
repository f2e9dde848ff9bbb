/** Why an object's count is what it is: each holder by name, with the dot that it has on the object's edge. */
import { h } from "../dom/element.ts";
import { icon } from "../dom/icons.ts";
import { countWords, generationWords, holdersOf, sizeWords, strengthWords, valuePlain, wholeAddress } from "../state/describe.ts";
import type { Dispatch } from "../state/store.ts";
import type { ObjectView, Reference, View } from "../state/wire.ts";

export interface Ledger {
  readonly dom: HTMLElement;
  update(view: View | null, chosen: number | null): void;
}

export function ledger(dispatch: Dispatch): Ledger {
  const dom = h("aside", { class: "ledger", "aria-label": "The chosen object", hidden: true });
  let shown: View | null = null;
  let object: number | null = null;

  function update(view: View | null, chosen: number | null): void {
    if (view === shown && chosen === object) return;
    shown = view;
    object = chosen;
    dom.hidden = view === null || chosen === null;
    if (!view || chosen === null) return;
    const own = view.objects.find((one) => one.id === chosen);
    dom.className = own ? `ledger kind-${own.kind}` : "ledger";
    if (own) dom.replaceChildren(...entry(view, own));
    else dom.replaceChildren(...absent(view, chosen));
  }

  function entry(view: View, own: ObjectView): Node[] {
    const holders = holdersOf(view, own.id);
    const counted = holders.filter((one) => one.strength === "lasting" || one.strength === "passing");
    const question = own.count.type === "immortal" ? "Never counted" : `Why ${own.count.value.toLocaleString("en")}?`;
    const unseen = own.count.type === "references" ? own.count.value - counted.length : 0;
    const value = valuePlain(own.value);
    return [
      head(own.title, value),
      h("div", { class: "ledger-body" },
        h("div", { class: "ledger-why" },
          h("h3", {}, question),
          h("ul", {}, ...holders.map(holderRow),
            unseen > 0 && h("li", { class: "quiet" }, h("span", { class: "ledger-dot" }), `${unseen.toLocaleString("en")} more from outside of the picture`),
            holders.length === 0 && unseen <= 0 && h("li", { class: "quiet" }, "Nothing that is drawn holds it."))),
        h("dl", { class: "ledger-facts" },
          ...fact("Count", countWords(own.count)),
          ...fact("Size", sizeWords(own.size)),
          ...fact("Collector", generationWords(own)),
          ...fact("Address", wholeAddress(own.address)))),
    ];
  }

  function absent(view: View, id: number): Node[] {
    const ghost = view.ghosts.find((one) => one.id === id);
    return [head(ghost?.title ?? "This object", ""), h("p", { class: "quiet ledger-body" }, "It is not alive at this step, or not in the picture.")];
  }

  function head(title: string, value: string): HTMLElement {
    const close = h("button", { type: "button", class: "button button-bare", "aria-label": "Let go of the object" }, icon("close"));
    close.addEventListener("click", () => dispatch({ type: "focus", object: null }));
    return h("div", { class: "ledger-head" }, h("h2", {}, title), value && h("code", { class: "quiet" }, value), h("span", { class: "spring" }), close);
  }

  return { dom, update };
}

function holderRow(reference: Reference): HTMLElement {
  const words = strengthWords(reference.strength);
  return h("li", {}, h("span", { class: `ledger-dot is-${reference.strength}` }), h("span", {}, reference.label), words && h("span", { class: "quiet" }, words));
}

function fact(name: string, value: string): readonly HTMLElement[] {
  return [h("dt", {}, name), h("dd", {}, value)];
}
