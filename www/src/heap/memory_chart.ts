/** Bytes and objects over the steps of the run, with the step on screen among them. */
import { h, s, setText } from "../dom/element.ts";
import { rangeOf, stairs, valueAt, type Range } from "../state/curve.ts";
import { sizeWords } from "../state/describe.ts";
import { endedRun, openStep } from "../state/select.ts";
import type { Dispatch } from "../state/store.ts";
import type { State } from "../state/state.ts";
import type { Marks } from "../state/wire.ts";

export interface MemoryChart {
  readonly dom: HTMLElement;
  update(state: State): void;
}

const HEIGHT = 100;

export function memoryChart(dispatch: Dispatch): MemoryChart {
  const bytes = curve("bytes");
  const objects = curve("objects");
  const dom = h("section", { class: "memory-time", "aria-label": "Over time" }, bytes.dom, objects.dom);
  let shown: Marks | null = null;
  let steps = 0;

  function curve(of: "bytes" | "objects") {
    const area = s("path", { class: "curve-area" });
    const line = s("path", { class: "curve-line", "vector-effect": "non-scaling-stroke" });
    const now = s("path", { class: "curve-now", "vector-effect": "non-scaling-stroke" });
    const svg = s("svg", { class: "curve", preserveAspectRatio: "none", "aria-hidden": "true", focusable: "false" }, area, line, now);
    const words = h("p", {});
    const peak = h("button", { type: "button", class: "object-link step-link" });
    const more = h("p", { class: "quiet" });
    let range: Range = { low: 0, high: 0, highAt: 0 };
    svg.addEventListener("click", (event) => {
      const { left, width } = svg.getBoundingClientRect();
      if (width > 0) dispatch({ type: "went_to", step: Math.floor(((event.clientX - left) / width) * steps) });
    });
    peak.addEventListener("click", () => shown && dispatch({ type: "went_to", step: range.highAt * shown.steps_per_mark }));
    return {
      dom: h("div", { class: `curve-row curve-${of}` }, h("div", { class: "curve-words" }, words, more), svg),
      draw(marks: Marks): void {
        const values = of === "bytes" ? marks.bytes : marks.alive;
        range = rangeOf(values);
        svg.setAttribute("viewBox", `0 -4 ${steps} ${HEIGHT + 8}`);
        area.setAttribute("d", stairs(values, range, marks.steps_per_mark, steps + 1, HEIGHT, true));
        line.setAttribute("d", stairs(values, range, marks.steps_per_mark, steps + 1, HEIGHT, false));
        peak.textContent = `step ${(range.highAt * marks.steps_per_mark).toLocaleString("en")}`;
        const start = of === "bytes" ? `${sizeWords(values[0] ?? 0)} at the start` : "";
        more.replaceChildren(start && `${start}, `, `most: ${of === "bytes" ? sizeWords(range.high) : range.high.toLocaleString("en")} at `, peak);
      },
      mark(marks: Marks, step: number): void {
        now.setAttribute("d", `M${step + 0.5} -4V${HEIGHT + 4}`);
        const value = valueAt(of === "bytes" ? marks.bytes : marks.alive, marks, step);
        setText(words, of === "bytes" ? `${sizeWords(value)} in use` : `${value.toLocaleString("en")} ${value === 1 ? "object" : "objects"} alive that were made since the start`);
      },
    };
  }

  function update(state: State): void {
    const ended = endedRun(state);
    const marks = state.run?.phase.kind === "ended" ? state.run.phase.marks : null;
    dom.hidden = !ended || !marks || ended.summary.steps === 0;
    if (!ended || !marks || ended.summary.steps === 0) return;
    steps = ended.summary.steps;
    if (marks !== shown) {
      shown = marks;
      bytes.draw(marks);
      objects.draw(marks);
    }
    const step = openStep(state);
    bytes.mark(marks, step);
    objects.mark(marks, step);
  }

  return { dom, update };
}
