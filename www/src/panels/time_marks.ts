/** Small marks over the time bar: where something was printed, raised or collected, and how deep the calls were. */
import { h, s } from "../dom/element.ts";
import { rangeOf, stairs } from "../state/curve.ts";
import { MARK_BITS } from "../state/mark_bits.ts";
import { stepCount } from "../state/select.ts";
import type { State } from "../state/state.ts";
import type { Marks } from "../state/wire.ts";

export interface TimeMarks {
  readonly dom: Element;
  update(state: State): void;
}

/** The most columns that are drawn: more than the bar has pixels tell nothing. */
const COLUMNS = 400;

export function timeMarks(): TimeMarks {
  const shade = s("path", { class: "curve-area" });
  const edge = s("path", { class: "curve-line", "vector-effect": "non-scaling-stroke" });
  const area = s("svg", { class: "time-bytes", preserveAspectRatio: "none", "aria-hidden": "true", focusable: "false" }, shade, edge);
  const ticked = s("svg", { class: "time-marks", preserveAspectRatio: "none", "aria-hidden": "true", focusable: "false" });
  let shown: Marks | null = null;

  function update(state: State): void {
    const phase = state.run?.phase;
    const marks = phase?.kind === "ended" ? phase.marks : null;
    if (marks === shown) return;
    shown = marks;
    ticked.replaceChildren();
    shade.removeAttribute("d");
    edge.removeAttribute("d");
    const count = stepCount(state);
    if (!marks || count < 2) return;
    ticked.setAttribute("viewBox", `0 0 ${count - 1} 10`);
    area.setAttribute("viewBox", `0 -0.5 ${count - 1} 11`);
    const range = rangeOf(marks.bytes);
    if (range.high > range.low) {
      shade.setAttribute("d", stairs(marks.bytes, range, marks.steps_per_mark, count, 10, true));
      edge.setAttribute("d", stairs(marks.bytes, range, marks.steps_per_mark, count, 10, false));
    }
    for (const [kind, bit] of [["print", MARK_BITS.print], ["collection", MARK_BITS.collection], ["exception", MARK_BITS.exception]] as const) {
      const path = ticks(marks, bit, count);
      if (path) ticked.append(s("path", { class: `mark mark-${kind}`, d: path, "vector-effect": "non-scaling-stroke" }));
    }
  }

  return { dom: h("div", { class: "marks-host" }, area, ticked), update };
}

/** One stroke at each place where the bit is set; what falls into the same column is drawn once. */
export function ticks(marks: Marks, bit: number, steps: number): string {
  let path = "";
  let column = -1;
  for (let index = 0; index < marks.kinds.length; index++) {
    if (!((marks.kinds[index] ?? 0) & bit)) continue;
    // What a line did is seen at the step after it.
    const step = Math.min(steps - 1, index * marks.steps_per_mark + 1);
    const at = Math.floor((step / steps) * COLUMNS);
    if (at === column && steps > COLUMNS) continue;
    column = at;
    path += `M${step} 0V10`;
  }
  return path;
}
