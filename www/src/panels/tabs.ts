/** On a phone one thing at a time: code, heap, or the words and the output. */
import { h } from "../dom/element.ts";
import type { Dispatch } from "../state/store.ts";
import type { State, Tab } from "../state/state.ts";
import type { Panel } from "./panel.ts";

const TABS: readonly { readonly tab: Tab; readonly name: string; readonly controls: string }[] = [
  { tab: "code", name: "Code", controls: "code" },
  { tab: "heap", name: "Heap", controls: "heap" },
  { tab: "words", name: "Words and output", controls: "words" },
];

export function tabsPanel(dispatch: Dispatch): Panel {
  const buttons = TABS.map(({ tab, name, controls }) => {
    const button = h("button", { type: "button", role: "tab", id: `tab-${tab}`, class: "tab", "aria-controls": controls }, name);
    button.addEventListener("click", () => dispatch({ type: "tab", tab }));
    return button;
  });
  const dom = h("div", { class: "tab-row", role: "tablist", "aria-label": "Views" }, ...buttons);
  dom.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const next = (at + step + TABS.length) % TABS.length;
    buttons[next]!.focus();
    dispatch({ type: "tab", tab: TABS[next]!.tab });
  });

  function update(state: State): void {
    document.documentElement.dataset.tab = state.look.tab;
    TABS.forEach(({ tab }, index) => {
      const chosen = tab === state.look.tab;
      buttons[index]!.setAttribute("aria-selected", String(chosen));
      buttons[index]!.tabIndex = chosen ? 0 : -1;
    });
  }

  return { dom, update, destroy() {} };
}
