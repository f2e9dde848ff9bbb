/** The marks of the step in the editor: the line that ran, the line that runs next, a line that raised. */
import { RangeSet, StateEffect, StateField, type Extension, type Range, type Text } from "@codemirror/state";
import { Decoration, EditorView, GutterMarker, gutterLineClass, lineNumberMarkers, type DecorationSet } from "@codemirror/view";
import type { LineMarks } from "../state/select.ts";

export const setLineMarks = StateEffect.define<LineMarks>();

const ranLine = Decoration.line({ class: "line-ran" });
const nextLine = Decoration.line({ class: "line-next" });
const raisedLine = Decoration.line({ class: "line-raised" });

class LineClass extends GutterMarker {
  constructor(override readonly elementClass: string) {
    super();
  }
}
const ranGutter = new LineClass("line-ran");
const raisedGutter = new LineClass("line-raised");

/** Stands before the number of the line that runs next. */
class NextArrow extends GutterMarker {
  override readonly elementClass = "line-next";
}
const nextArrow = new NextArrow();

const NONE: LineMarks = { ran: 0, next: 0, raised: 0 };

const marksField = StateField.define<LineMarks>({
  create: () => NONE,
  update(marks, transaction) {
    for (const effect of transaction.effects) if (effect.is(setLineMarks)) return effect.value;
    return marks;
  },
  provide: (field) => [
    EditorView.decorations.compute([field, "doc"], (state) => lineDecorations(state.field(field), state.doc)),
    gutterLineClass.compute([field, "doc"], (state) => gutterClasses(state.field(field), state.doc)),
    lineNumberMarkers.compute([field, "doc"], (state) => {
      const { next } = state.field(field);
      return isLine(state.doc, next) ? RangeSet.of([nextArrow.range(state.doc.line(next).from)]) : RangeSet.empty;
    }),
  ],
});

export function lineMarksExtension(): Extension {
  return marksField;
}

function lineDecorations(marks: LineMarks, doc: Text): DecorationSet {
  const ranges: Range<Decoration>[] = [];
  const add = (line: number, decoration: Decoration) => {
    if (isLine(doc, line)) ranges.push(decoration.range(doc.line(line).from));
  };
  if (marks.raised) add(marks.raised, raisedLine);
  if (marks.ran && marks.ran !== marks.raised) add(marks.ran, ranLine);
  if (marks.next) add(marks.next, nextLine);
  return Decoration.set(ranges, true);
}

function gutterClasses(marks: LineMarks, doc: Text): RangeSet<GutterMarker> {
  const ranges: Range<GutterMarker>[] = [];
  if (isLine(doc, marks.raised)) ranges.push(raisedGutter.range(doc.line(marks.raised).from));
  if (marks.ran !== marks.raised && isLine(doc, marks.ran)) ranges.push(ranGutter.range(doc.line(marks.ran).from));
  return RangeSet.of(ranges, true);
}

function isLine(doc: Text, line: number): boolean {
  return line >= 1 && line <= doc.lines;
}
