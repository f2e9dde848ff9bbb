/**
 * All that is known of the chosen object: why its count is what it is, holder by holder with the step since when; why it
 * is alive; what it weighs by itself, with all it leads to, and alone; and how its life went. Each part leads to the
 * moment or the object that it speaks of.
 */
import { h } from "../dom/element.ts";
import { icon } from "../dom/icons.ts";
import type { Dossier } from "../state/dossier.ts";
import { objectBytes } from "./object_bytes.ts";
import { causeWords, countWords, generationWords, ghostWords, holdersOf, sizeWords, strengthWords, valuePlain, wholeAddress } from "../state/describe.ts";
import type { Dispatch } from "../state/store.ts";
import type { History, LedgerEntry, ObjectView, Reference, Sizes, View, WhyAlive } from "../state/wire.ts";

export interface LedgerPanel {
  readonly dom: HTMLElement;
  /** `dossier` is that of the chosen object at the step on screen, once it has come. */
  update(view: View | null, chosen: number | null, dossier: Dossier | null): void;
}

/** Changes of a count that are listed; what lies before them is left out. */
const LISTED = 12;

export function ledger(dispatch: Dispatch): LedgerPanel {
  const dom = h("aside", { class: "ledger", "aria-label": "The chosen object", tabindex: -1, hidden: true });
  let shown: View | null = null;
  let object: number | null = null;
  let known: Dossier | null = null;
  let bytesOpen = false;

  function update(view: View | null, chosen: number | null, dossier: Dossier | null): void {
    if (view === shown && chosen === object && dossier === known) return;
    const another = chosen !== object;
    shown = view;
    object = chosen;
    known = dossier;
    dom.hidden = view === null || chosen === null;
    if (!view || chosen === null) return;
    const own = view.objects.find((one) => one.id === chosen);
    dom.className = own ? `ledger kind-${own.kind}` : "ledger";
    const top = dom.scrollTop;
    const focused = dom.contains(document.activeElement);
    dom.replaceChildren(...(own ? entry(view, own, dossier) : absent(view, chosen, dossier)));
    dom.scrollTop = another ? 0 : top;
    // What was pressed is drawn anew: the keyboard stays in its neighbourhood.
    if (focused) dom.focus({ preventScroll: true });
  }

  function entry(view: View, own: ObjectView, dossier: Dossier | null): Node[] {
    const question = own.count.type === "immortal" ? "Never counted" : `Why ${own.count.value.toLocaleString("en")}?`;
    const value = valuePlain(own.value);
    const holders = dossier?.ledger ? [...dossier.ledger.entries, ...dossier.ledger.uncounted].map(entryRow) : holdersOf(view, own.id).map(holderRow);
    return [
      head(own.title, value),
      h("div", { class: "ledger-body" },
        h("section", { class: "ledger-why" },
          h("h3", {}, question),
          h("ul", {}, ...holders, holders.length === 0 && h("li", { class: "quiet" }, "Nothing that is drawn holds it.")),
          ...(dossier?.ledger?.notes ?? []).map((note) => h("p", { class: "quiet ledger-note" }, note.words.map((word) => (word.type === "object" ? word.value.title : word.value)).join("")))),
        dossier?.why && alive(dossier.why),
        h("section", {},
          h("h3", {}, "What it is"),
          h("dl", { class: "ledger-facts" },
            ...fact("Count", countWords(own.count)),
            ...(dossier?.sizes ? weights(dossier.sizes) : fact("Size", sizeWords(own.size))),
            ...fact("Collector", generationWords(own)),
            ...fact("Address", wholeAddress(own.address))),
          h("p", { class: "ledger-ways" }, mapped(own.id), near(own))),
        dossier?.history && life(dossier.history),
        dossier?.bytes && objectBytes(dossier.bytes, { open: bytesOpen, toggled: (open) => void (bytesOpen = open), link: (id, title) => (drawn(id) ? toObject(id, title) : document.createTextNode(title)) })),
    ];
  }

  function near({ id, title }: ObjectView): HTMLElement {
    const button = h("button", { type: "button", class: "object-link step-link" }, "Only this and its neighbours");
    button.addEventListener("click", () => dispatch({ type: "near", object: id, title }));
    return button;
  }

  function mapped(id: number): HTMLElement {
    const button = h("button", { type: "button", class: "object-link step-link" }, "Where it lies in the memory");
    button.addEventListener("click", () => dispatch({ type: "map_object", object: id }));
    return button;
  }

  function absent(view: View, id: number, dossier: Dossier | null): Node[] {
    const ghost = view.ghosts.find((one) => one.id === id);
    const title = ghost?.title ?? dossier?.history?.title ?? "This object";
    return [
      head(title, ""),
      h("div", { class: "ledger-body" },
        h("p", { class: "quiet" }, ghost ? `It was ${ghostWords(ghost)}.` : "It is not alive at this step, or not in the picture."),
        dossier?.history && life(dossier.history)),
    ];
  }

  function head(title: string, value: string): HTMLElement {
    const close = h("button", { type: "button", class: "button button-bare", "aria-label": "Let go of the object" }, icon("close"));
    close.addEventListener("click", () => dispatch({ type: "focus", object: null }));
    return h("div", { class: "ledger-head" }, h("h2", {}, title), value && h("code", { class: "quiet" }, value), h("span", { class: "spring" }), close);
  }

  function entryRow(one: LedgerEntry): HTMLElement {
    const words = strengthWords(one.strength);
    return h("li", {},
      h("span", { class: `ledger-dot is-${one.strength}` }),
      drawn(one.by) ? toObject(one.by, one.label) : h("span", {}, one.label),
      one.count > 1 && h("b", {}, `${one.count.toLocaleString("en")}×`),
      words && h("span", { class: "quiet" }, words),
      one.since !== null && toStep(one.since, `since step ${one.since.toLocaleString("en")}`));
  }

  /** Whether there is a box to go to. */
  function drawn(id: number | null): id is number {
    return id !== null && shown !== null && shown.objects.some((one) => one.id === id);
  }

  function alive(why: WhyAlive): HTMLElement {
    return h("section", {},
      h("h3", {}, why.chain.length ? "Why it is alive" : "Nothing keeps it alive"),
      why.chain.length > 0 && h("ol", { class: "ledger-chain" }, ...why.chain.map((link) =>
        h("li", {}, h("span", { class: "quiet" }, link.label), " ", drawn(link.object) ? toObject(link.object, link.title) : h("b", {}, link.title),
          !link.seen_by_get_referrers && h("span", { class: "quiet", title: "gc.get_referrers does not find this holder" }, " (hidden from gc)")))),
      why.chain.length === 0 && h("p", { class: "quiet" }, plain(why.words.words)));
  }

  function life(history: History): HTMLElement {
    const changes = history.changes.slice(-LISTED);
    return h("section", {},
      h("h3", {}, "Its life"),
      h("div", { class: "life-steps" }, seek(history.object, false, "back", "Its last change"), seek(history.object, true, "forward", "Its next change")),
      h("ul", { class: "ledger-life" },
        history.born && h("li", {}, toStep(history.born.step + 1, `line ${history.born.line}`), " made"),
        (history.cut || changes.length < history.changes.length) && h("li", { class: "quiet" }, "…"),
        ...changes.map((change) => h("li", {}, toStep(change.at.step + 1, change.at.line ? `line ${change.at.line}` : "the end"), ` count ${change.from} to ${change.to}`)),
        history.died && h("li", {}, toStep(history.died.at.step + 1, history.died.at.line ? `line ${history.died.at.line}` : "the end"), ` ${causeWords(history.died.cause)}`),
        history.address_taken_by && h("li", {}, toStep(history.address_taken_by.at.step + 1, `line ${history.address_taken_by.at.line}`), ` its address goes to a new ${history.address_taken_by.type_name}`)));
  }

  function toObject(id: number, title: string): HTMLElement {
    const button = h("button", { type: "button", class: "object-link" }, title);
    button.addEventListener("click", () => dispatch({ type: "focus", object: id }));
    button.addEventListener("pointerenter", () => dispatch({ type: "hint", object: id }));
    button.addEventListener("pointerleave", () => dispatch({ type: "hint", object: null }));
    return button;
  }

  function seek(id: number, forward: boolean, name: "back" | "forward", words: string): HTMLElement {
    const button = h("button", { type: "button", class: "button button-bare button-tool" }, icon(name), h("span", { class: "form-words" }, words));
    button.addEventListener("click", () => dispatch({ type: "seek", object: id, forward }));
    return button;
  }

  function toStep(step: number, words: string): HTMLElement {
    const button = h("button", { type: "button", class: "object-link step-link", title: `Go to step ${step.toLocaleString("en")}` }, words);
    button.addEventListener("click", () => dispatch({ type: "went_to", step }));
    return button;
  }

  return { dom, update };
}

function holderRow(reference: Reference): HTMLElement {
  const words = strengthWords(reference.strength);
  return h("li", {}, h("span", { class: `ledger-dot is-${reference.strength}` }), h("span", {}, reference.label), words && h("span", { class: "quiet" }, words));
}

function weights(sizes: Sizes): readonly HTMLElement[] {
  const counted = (bytes: number, objects: number) => `${sizeWords(bytes)}${objects > 1 ? `, ${objects.toLocaleString("en")} objects` : ""}`;
  return [
    ...fact("Own size", sizeWords(sizes.own)),
    ...fact("With all it leads to", counted(sizes.deep, sizes.deep_objects)),
    ...fact("Would go with it", counted(sizes.retained, sizes.retained_objects)),
    ...(sizes.shared > 0 ? fact("Held by others too", `${counted(sizes.shared, sizes.shared_objects)}${sizes.shared_with[0] ? ` (${sizes.shared_with[0].held_by})` : ""}`) : []),
  ];
}

function plain(words: WhyAlive["words"]["words"]): string {
  return words.map((word) => (word.type === "object" ? word.value.title : word.value)).join("");
}

function fact(name: string, value: string): readonly HTMLElement[] {
  return [h("dt", {}, name), h("dd", {}, value)];
}
