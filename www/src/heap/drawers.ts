/** What stands under the heap when it is asked for: finding an object, the collector's state, the other versions. */
import { h } from "../dom/element.ts";
import { icon } from "../dom/icons.ts";
import { countNumber, sizeWords, valuePlain, wholeAddress } from "../state/describe.ts";
import { groupsOf, versionWords } from "../state/compare.ts";
import { insideList } from "./inside.ts";
import { memoryPanel } from "./memory_panel.ts";
import { slowCollection } from "./slow_collection.ts";
import { shownView } from "../state/select.ts";
import { VERSIONS } from "../state/setup.ts";
import type { Drawer, State } from "../state/state.ts";
import type { Dispatch } from "../state/store.ts";
import type { ObjectView, Sizes, View } from "../state/wire.ts";

const NAMES: Readonly<Record<Drawer, readonly [button: string, title: string]>> = {
  find: ["Find", "Find an object"],
  inside: ["Inside", "Inside the line that ran"],
  collector: ["Collector", "The collector"],
  memory: ["Memory", "Memory: over time, and block by block"],
  versions: ["Versions", "The same program in every version"],
};

/** Results that are listed; further ones are counted. */
const LISTED = 40;

export interface Drawers {
  readonly dom: HTMLElement;
  readonly tools: HTMLElement;
  update(state: State, previous: State | null): void;
  destroy(): void;
}

export function drawers(dispatch: Dispatch): Drawers {
  const title = h("h2", {});
  const close = h("button", { type: "button", class: "button button-bare", "aria-label": "Close" }, icon("close"));
  const body = h("div", { class: "drawer-body" });
  const dom = h("aside", { class: "ledger drawer", "aria-label": "More about the heap", hidden: true },
    h("div", { class: "ledger-head" }, title, h("span", { class: "spring" }), close), body);
  const field = h("input", { type: "search", class: "find-field", "aria-label": "Name, type, value or address", placeholder: "name, type, value, address, or a.b[0]", autocomplete: "off", spellcheck: "false" });
  const found = h("ul", { class: "found" });
  const memory = memoryPanel(dispatch);
  let drawer: Drawer | null = null;
  let view: View | null = null;
  let typed: State["expression"] | null = null;

  const buttons = (Object.keys(NAMES) as Drawer[]).map((name) => {
    const button = h("button", { type: "button", class: "button button-bare button-tool", "aria-expanded": "false", title: NAMES[name][1] }, h("span", { class: "form-words" }, NAMES[name][0]));
    button.addEventListener("click", () => dispatch({ type: "drawer", drawer: drawer === name ? null : name }));
    return { name, button };
  });
  const tools = h("div", { class: "drawer-tools" }, ...buttons.map(({ button }) => button));
  close.addEventListener("click", () => {
    const opener = buttons.find(({ name }) => name === drawer)?.button;
    dispatch({ type: "drawer", drawer: null });
    opener?.focus();
  });
  dom.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close.click();
  });
  field.addEventListener("input", () => {
    dispatch({ type: "expression", text: field.value });
    list();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") found.querySelector("button")?.click();
  });

  function update(state: State, previous: State | null): void {
    const now = state.look.drawer;
    const changed = now !== drawer;
    const looked = changed || state.moment !== previous?.moment || state.survey !== previous?.survey || state.comparison !== previous?.comparison
      || state.inside !== previous?.inside || state.slow !== previous?.slow || state.memory !== previous?.memory || state.map !== previous?.map || state.expression !== previous?.expression || state.run !== previous?.run || state.time.step !== previous?.time.step;
    drawer = now;
    view = shownView(state);
    typed = state.expression;
    if (!looked) return;
    for (const { name, button } of buttons) {
      button.setAttribute("aria-expanded", String(name === now));
      button.hidden = (name === "inside" && !state.survey?.answers.inside) || (name === "memory" && !state.survey?.answers.memory);
    }
    dom.hidden = now === null;
    dom.dataset["drawer"] = now ?? "";
    if (now === null) return;
    title.textContent = NAMES[now][1];
    if (now === "find") {
      if (changed) body.replaceChildren(field, found);
      list();
      if (changed) field.focus();
    } else if (now === "memory") {
      if (changed) body.replaceChildren(memory.dom);
      memory.update(state);
    } else if (now === "inside") body.replaceChildren(insideList(state, dispatch));
    else if (now === "collector" && state.slow) body.replaceChildren(...slowCollection(state.slow, dispatch));
    else if (now === "collector") body.replaceChildren(...collector(state));
    else body.replaceChildren(...versions(state));
  }

  function list(): void {
    const wanted = field.value.trim().toLowerCase();
    const all = view?.objects ?? [];
    const hits = wanted === "" ? [] : all.filter((object) => matches(object, wanted) || namesOf(object.id).some((name) => name.toLowerCase() === wanted));
    const named = typed && wanted !== "" && typed.of.toLowerCase() === wanted ? typed.sizes : null;
    found.replaceChildren(
      ...(named ? [weighed(typed!.of, named)] : []),
      ...hits.slice(0, LISTED).map(hit),
      ...(hits.length > LISTED ? [h("li", { class: "quiet" }, `${(hits.length - LISTED).toLocaleString("en")} more`)] : []),
      ...(wanted !== "" && hits.length === 0 && !named ? [h("li", { class: "quiet" }, `None of the ${all.length.toLocaleString("en")} objects that are drawn. “Show” below draws more kinds.`)] : []));
  }

  /** What an expression leads to, and its three sizes. */
  function weighed(expression: string, sizes: Sizes): HTMLElement {
    const button = h("button", { type: "button", class: "object-link" }, sizes.title);
    button.addEventListener("click", () => dispatch({ type: "focus", object: sizes.object }));
    const counted = (bytes: number, objects: number) => `${sizeWords(bytes)}${objects > 1 ? ` in ${objects.toLocaleString("en")} objects` : ""}`;
    return h("li", { class: "weighed" }, h("code", {}, expression), "is", button,
      h("span", { class: "quiet" }, `${sizeWords(sizes.own)} by itself; ${counted(sizes.deep, sizes.deep_objects)} with all it leads to; ${counted(sizes.retained, sizes.retained_objects)} would go with it`));
  }

  function namesOf(object: number): readonly string[] {
    return view?.frames.flatMap((frame) => frame.variables.filter((variable) => variable.held.object === object).map((variable) => variable.name)) ?? [];
  }

  function hit(object: ObjectView): HTMLElement {
    const button = h("button", { type: "button", class: "object-link" }, object.title);
    button.addEventListener("click", () => dispatch({ type: "focus", object: object.id }));
    button.addEventListener("pointerenter", () => dispatch({ type: "hint", object: object.id }));
    button.addEventListener("pointerleave", () => dispatch({ type: "hint", object: null }));
    const names = namesOf(object.id);
    return h("li", {}, button, names.length > 0 && h("span", { class: "quiet" }, names.join(", ")), h("code", { class: "quiet" }, valuePlain(object.value).slice(0, 40)), h("span", { class: "quiet" }, `count ${countNumber(object.count)}, ${sizeWords(object.size)}`));
  }

  function collector(state: State): Node[] {
    if (!view) return [h("p", { class: "quiet" }, "Nothing to show yet.")];
    const { gc_counts: counts, gc_thresholds: thresholds } = view.totals;
    const names = ["young", "middle", "old"];
    const lanes = names.map((name, generation) => {
      const here = view!.objects.filter((object) => object.generation === generation).length;
      const count = counts[generation] ?? 0;
      const threshold = thresholds[generation] ?? 0;
      return h("div", { class: "lane" },
        h("b", {}, `Generation ${generation}`), h("span", { class: "quiet" }, name),
        h("meter", { min: 0, max: Math.max(1, threshold), value: Math.min(count, threshold), "aria-label": `Counter of generation ${generation}` }),
        h("span", {}, threshold === 0 ? `${count.toLocaleString("en")}, no threshold` : `${count.toLocaleString("en")} of ${threshold.toLocaleString("en")}`),
        h("span", { class: "quiet" }, `${here.toLocaleString("en")} drawn ${here === 1 ? "object" : "objects"}`));
    });
    const ran = state.survey?.run === state.run?.id ? (state.survey?.collections ?? []) : [];
    return [
      h("div", { class: "lanes" }, ...lanes),
      h("p", { class: "quiet ledger-note" }, "The first counter counts containers made and not freed since the last collection; the others count collections of the generation before."),
      ...(ran.length ? [h("ul", { class: "found" }, ...ran.slice(0, LISTED).map((mark) => {
        const button = h("button", { type: "button", class: "object-link step-link" }, mark.line ? `line ${mark.line}` : "at the end");
        button.addEventListener("click", () => dispatch({ type: "went_to", step: mark.step + 1 }));
        const slowly = h("button", { type: "button", class: "object-link step-link" }, "slowly");
        slowly.addEventListener("click", () => dispatch({ type: "slow", number: ran.indexOf(mark) }));
        return h("li", {}, button, slowly, h("span", {}, `generation ${mark.generation} collected, ${mark.collected.toLocaleString("en")} freed${mark.by_threshold ? ", by its threshold" : ""}`));
      }))] : []),
    ];
  }

  function versions(state: State): Node[] {
    const { comparison } = state;
    if (!comparison) return [h("p", { class: "quiet" }, "Running …")];
    const groups = groupsOf(comparison.rows);
    const done = comparison.rows.length === VERSIONS.length;
    const told = comparison.fault !== null ? `Not all of them ran: ${comparison.fault}.` : !done ? `Running ${VERSIONS[comparison.rows.length]} …` : groups.length === 1 ? "All versions print the same." : "";
    return [
      ...(told ? [h("p", { class: "quiet", role: "status" }, told)] : []),
      h("div", { class: "compared" }, ...groups.map((group) => {
        const words = versionWords(group.versions, VERSIONS);
        const go = h("button", { type: "button", class: "object-link" }, words);
        const newest = group.versions.at(-1)!;
        go.title = `See it in ${newest}`;
        go.addEventListener("click", () => dispatch({ type: "setup_changed", setup: { version: newest } }));
        return h("div", { class: "compared-group" }, go,
          h("pre", { tabindex: 0, role: "group", "aria-label": `Output in ${words}` }, ...group.lines.slice(0, 200).flatMap((line, index) => [
            groups.length > 1 && group.differs.has(index) ? h("mark", {}, line || " ") : line, "\n"])));
      })),
    ];
  }

  return { dom, tools, update, destroy: () => memory.destroy() };
}

/** By title, type, value, or an address in either notation. */
function matches(object: ObjectView, wanted: string): boolean {
  return object.title.toLowerCase().includes(wanted) || object.type_name.toLowerCase() === wanted || valuePlain(object.value).toLowerCase().includes(wanted)
    || wholeAddress(object.address) === wanted || String(object.address) === wanted;
}
