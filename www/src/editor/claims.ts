/** A comment that states a result gets its mark: it holds, or where it doesn't, and why at a press. */
import { RangeSet, StateEffect, StateField, type EditorState, type Extension, type Range } from "@codemirror/state";
import { Decoration, EditorView, WidgetType, type DecorationSet } from "@codemirror/view";
import { h } from "../dom/element.ts";
import type { Claim } from "../state/wire.ts";

/** A claim as it fares in the version on screen. */
export interface ClaimMark {
  readonly line: number;
  readonly holds: boolean;
  /** `holds in 3.8 to 3.10 only`. */
  readonly summary: string;
  /** What was printed instead, and why. */
  readonly detail: string;
}

export function claimMarks(claims: readonly Claim[], version: string): readonly ClaimMark[] {
  return claims.flatMap((claim) => {
    const verdict = claim.verdicts.find((one) => one.version === version);
    if (!verdict || (verdict.outcome !== "holds" && verdict.outcome !== "fails")) return [];
    const holds = verdict.outcome === "holds";
    const instead = !holds && verdict.printed !== null ? `CPython ${version} says ${verdict.printed}` : "";
    return [{ line: claim.line, holds, summary: claim.summary, detail: [instead, verdict.why ?? ""].filter(Boolean).join(". ") }];
  });
}

export const setClaims = StateEffect.define<readonly ClaimMark[]>();
const toggled = StateEffect.define<number>();

class Mark extends WidgetType {
  constructor(private readonly claim: ClaimMark, private readonly open: boolean) {
    super();
  }
  override eq(other: Mark): boolean {
    return same(other.claim, this.claim) && other.open === this.open;
  }
  override toDOM(view: EditorView): HTMLElement {
    const { claim } = this;
    const button = h("button", {
      type: "button", class: `claim ${claim.holds ? "claim-holds" : "claim-fails"}`, title: claim.summary,
      "aria-label": `The claim of line ${claim.line} ${claim.summary}`, "aria-expanded": String(this.open),
    }, claim.holds ? "✓" : "✗");
    button.addEventListener("click", () => view.dispatch({ effects: toggled.of(claim.line) }));
    return button;
  }
  override ignoreEvent(): boolean {
    return true;
  }
}

class Reason extends WidgetType {
  constructor(private readonly claim: ClaimMark) {
    super();
  }
  override eq(other: Reason): boolean {
    return same(other.claim, this.claim);
  }
  override toDOM(): HTMLElement {
    const { holds, summary, detail } = this.claim;
    return h("div", { class: `claim-words ${holds ? "claim-holds" : "claim-fails"}` }, `This claim ${summary}.${detail ? ` ${detail.replace(/[.]?$/, ".")}` : ""}`);
  }
}

interface Claims {
  readonly marks: readonly ClaimMark[];
  readonly open: ReadonlySet<number>;
}

const field = StateField.define<Claims>({
  create: () => ({ marks: [], open: new Set() }),
  update(claims, transaction) {
    let now = claims;
    for (const effect of transaction.effects) {
      if (effect.is(setClaims)) now = { marks: effect.value, open: now.open };
      if (effect.is(toggled)) {
        const open = new Set(now.open);
        if (!open.delete(effect.value)) open.add(effect.value);
        now = { ...now, open };
      }
    }
    return transaction.docChanged && now.marks.length ? { marks: [], open: new Set() } : now;
  },
  provide: (own) => EditorView.decorations.compute([own, "doc"], (state) => decorate(state.field(own), state)),
});

export function claimsExtension(): Extension {
  return field;
}

function decorate({ marks, open }: Claims, state: EditorState): DecorationSet {
  const ranges: Range<Decoration>[] = [];
  for (const claim of marks) {
    if (claim.line < 1 || claim.line > state.doc.lines) continue;
    const { to } = state.doc.line(claim.line);
    ranges.push(Decoration.widget({ widget: new Mark(claim, open.has(claim.line)), side: 1 }).range(to));
    if (open.has(claim.line)) ranges.push(Decoration.widget({ widget: new Reason(claim), block: true, side: 2 }).range(to));
  }
  return ranges.length ? Decoration.set(ranges, true) : (RangeSet.empty as DecorationSet);
}

function same(a: ClaimMark, b: ClaimMark): boolean {
  return a.line === b.line && a.holds === b.holds && a.summary === b.summary && a.detail === b.detail;
}
