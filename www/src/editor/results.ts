/** What each line printed, at its right end, in quiet ink. The output panel says the same to a screen reader. */
import { RangeSet, StateEffect, StateField, type Extension, type Text } from "@codemirror/state";
import { GutterMarker, gutter } from "@codemirror/view";
import { h } from "../dom/element.ts";
import type { LineResult } from "../state/select.ts";

export const setResults = StateEffect.define<readonly LineResult[]>();

class Result extends GutterMarker {
  constructor(private readonly result: LineResult) {
    super();
  }
  override eq(other: GutterMarker): boolean {
    return other instanceof Result && other.result.text === this.result.text && other.result.times === this.result.times;
  }
  override toDOM(): HTMLElement {
    const { text, times } = this.result;
    return h("span", { class: "result", title: times > 1 ? `${text} (printed ${times} times, the last is shown)` : text },
      times > 1 && h("span", { class: "result-times" }, `${times}× `),
      text);
  }
}

const resultsField = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update(results, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(setResults)) return placed(effect.value, transaction.state.doc);
    }
    return transaction.docChanged ? RangeSet.empty : results;
  },
});

export function resultsExtension(): Extension {
  return [resultsField, gutter({ class: "results", side: "after", markers: (view) => view.state.field(resultsField) })];
}

function placed(results: readonly LineResult[], doc: Text): RangeSet<GutterMarker> {
  return RangeSet.of(
    results
      .filter((result) => result.line >= 1 && result.line <= doc.lines)
      .map((result) => new Result(result).range(doc.line(result.line).from)),
    true,
  );
}
