/** A fault of the text: the place underlined, and what is wrong in words below its line, for every eye and reader. */
import { StateEffect, StateField, type EditorState, type Extension } from "@codemirror/state";
import { Decoration, EditorView, WidgetType, type DecorationSet } from "@codemirror/view";
import { h } from "../dom/element.ts";

/** Lines count from 1, columns from 0 in UTF-16 units, as they come from the engine. */
export interface Fault {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly title: string;
  readonly message: string;
}

export const setFault = StateEffect.define<Fault | null>();

class FaultWords extends WidgetType {
  constructor(private readonly fault: Fault) {
    super();
  }
  override eq(other: FaultWords): boolean {
    return other.fault.title === this.fault.title && other.fault.message === this.fault.message;
  }
  override toDOM(): HTMLElement {
    return h("div", { class: "fault-words" }, h("b", {}, this.fault.title), this.fault.message && `: ${this.fault.message}`);
  }
}

const faultField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(decorations, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(setFault)) return effect.value ? decorate(effect.value, transaction.state) : Decoration.none;
    }
    return transaction.docChanged ? Decoration.none : decorations;
  },
  provide: (field) => EditorView.decorations.from(field),
});

export function faultExtension(): Extension {
  return faultField;
}

/** Where the fault's mark stands in `state`'s text; a point is widened to one character, so that it can be seen. */
export function faultRange(fault: Fault, state: EditorState): { readonly from: number; readonly to: number } {
  const { doc } = state;
  const at = (line: number, column: number) => {
    const text = doc.line(Math.min(doc.lines, Math.max(1, line)));
    return Math.min(text.to, text.from + Math.max(0, column));
  };
  const from = at(fault.line, fault.column);
  const to = Math.max(from, at(fault.endLine, fault.endColumn));
  if (to > from) return { from, to };
  const line = doc.lineAt(from);
  if (from < line.to) return { from, to: from + 1 };
  return from > line.from ? { from: from - 1, to: from } : { from, to: from };
}

function decorate(fault: Fault, state: EditorState): DecorationSet {
  const { from, to } = faultRange(fault, state);
  const line = state.doc.lineAt(to);
  const words = Decoration.widget({ widget: new FaultWords(fault), block: true, side: 1 }).range(line.to);
  const place = to > from ? [Decoration.mark({ class: "fault" }).range(from, to)] : [];
  return Decoration.set([Decoration.line({ class: "line-raised" }).range(line.from), ...place, words], true);
}
