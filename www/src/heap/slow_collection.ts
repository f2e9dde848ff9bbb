/** One collection, phase by phase: who is looked at, what the collector's own count of each is, who is left over. */
import { h } from "../dom/element.ts";
import { icon } from "../dom/icons.ts";
import type { SlowCollection } from "../state/dossier.ts";
import type { Dispatch } from "../state/store.ts";
import type { PhaseKind } from "../state/wire.ts";

const NAMES: Readonly<Record<PhaseKind, string>> = {
  candidates: "Who is looked at",
  refs_copied: "Counts copied",
  refs_subtracted: "References among them taken off",
  tentatively_unreachable: "Left with none",
  rescued: "Reached from outside after all",
  unreachable: "Unreachable",
  weak_references_cleared: "Weak references cleared",
  finalized: "Finalisers called",
  resurrected: "Brought back",
  freed: "Freed",
  promoted: "One generation older",
};

export function slowCollection(slow: SlowCollection, dispatch: Dispatch): Node[] {
  const { collection } = slow;
  const back = h("button", { type: "button", class: "button button-bare" }, "All collections");
  back.addEventListener("click", () => dispatch({ type: "slow", number: null }));
  if (!collection) return [h("p", { class: "quiet" }, "Looking …"), back];
  const last = collection.phases.length - 1;
  const phase = collection.phases[slow.phase];
  const step = (name: "back" | "forward", label: string, to: number) => {
    const button = h("button", { type: "button", class: "button button-square", "aria-label": label, disabled: to < 0 || to > last }, icon(name));
    button.addEventListener("click", () => dispatch({ type: "phase", phase: to }));
    return button;
  };
  return [
    h("div", { class: "phase-head" },
      step("back", "The phase before", slow.phase - 1), step("forward", "The next phase", slow.phase + 1),
      h("b", {}, `${slow.phase + 1} of ${last + 1}: ${phase ? NAMES[phase.kind] : ""}`), h("span", { class: "spring" }), back),
    h("p", { role: "status" }, (phase?.words ?? "").replace(/^./, (letter) => letter.toUpperCase())),
    h("ul", { class: "phase" }, ...(phase?.objects ?? []).map((one) => {
      const button = h("button", { type: "button", class: `phase-object${one.gc_refs === 0 ? " is-zero" : ""}` },
        h("b", {}, one.title), h("span", { class: "quiet" }, `count ${one.count}`), one.gc_refs !== null && h("span", { class: "phase-refs" }, `gc_refs ${one.gc_refs}`));
      button.addEventListener("pointerenter", () => dispatch({ type: "hint", object: one.object }));
      button.addEventListener("pointerleave", () => dispatch({ type: "hint", object: null }));
      return h("li", {}, button);
    }), phase && phase.count > phase.objects.length && h("li", { class: "quiet" }, `and ${(phase.count - phase.objects.length).toLocaleString("en")} of the interpreter's own`)),
  ];
}
