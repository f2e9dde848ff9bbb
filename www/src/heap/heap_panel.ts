/** The heap: as a diagram, or the same as tables. */
import { h } from "../dom/element.ts";
import type { Panel } from "../panels/panel.ts";
import { shownView } from "../state/select.ts";
import type { Dispatch } from "../state/store.ts";
import type { State } from "../state/state.ts";
import { objectTable } from "./object_table.ts";

export function heapPanel(dispatch: Dispatch): Panel {
  const table = objectTable(dispatch);
  const dom = h("div", { class: "heap-panel" }, table.dom);

  function update(state: State): void {
    table.update(shownView(state), state.focus.object);
  }

  return { dom, update, destroy() {} };
}
