/** Objects and references in words, the same in the diagram, the table and to a screen reader. */
import type { Badge, Cause, Change, Count, Ghost, ObjectView, Reference, RowLabel, Slice, Strength, Value, View } from "./wire.ts";

export function slicePlain(slice: Slice): string {
  return slice.parts.join(" … ");
}

export function valuePlain(value: Value): string {
  return value.type === "text" ? slicePlain(value.value) : "";
}

/** `0x7f3a…2a40`: the head and the tail of an address, for a narrow place. */
export function shortAddress(address: number): string {
  const digits = address.toString(16);
  return digits.length <= 6 ? `0x${digits}` : `0x…${digits.slice(-5)}`;
}

export function wholeAddress(address: number): string {
  return `0x${address.toString(16)}`;
}

export function sizeWords(bytes: number): string {
  if (bytes < 10_000) return `${bytes.toLocaleString("en")} B`;
  if (bytes < 10_000_000) return `${(bytes / 1000).toLocaleString("en", { maximumFractionDigits: 1 })} kB`;
  return `${(bytes / 1_000_000).toLocaleString("en", { maximumFractionDigits: 1 })} MB`;
}

export function countNumber(count: Count): string {
  return count.type === "immortal" ? "∞" : count.value.toLocaleString("en");
}

export function countWords(count: Count): string {
  if (count.type === "immortal") return "immortal, never counted";
  return count.value === 1 ? "1 reference" : `${count.value.toLocaleString("en")} references`;
}

/** `gen 0`, or what it means that there is none. */
export function generationWords(object: Pick<ObjectView, "generation">): string {
  return object.generation === null ? "not tracked" : `gen ${object.generation}`;
}

const LABELS: Readonly<Record<Badge, string>> = {
  tracked: "tracked",
  untracked: "untracked",
  immortal: "immortal",
  interned: "interned",
  cached: "cached",
  constant: "constant",
  weakly_referenced: "weakly referenced",
  exported: "exported",
  frozen: "frozen",
  finalized: "finalized",
};

const MEANINGS: Readonly<Record<Badge, string>> = {
  tracked: "The collector looks at it",
  untracked: "Of a type that the collector could track, and leaves alone",
  immortal: "Never counted and never freed",
  interned: "One string for all that are spelled alike",
  cached: "One of the objects that CPython makes once for all",
  constant: "A constant of a code object",
  weakly_referenced: "A weak reference looks at it without keeping it alive",
  exported: "Its buffer is in use elsewhere, and so it can't change its size",
  frozen: "Moved out of the collector's sight by gc.freeze",
  finalized: "Its finaliser has run",
};

export function badgeLabel(badge: Badge): string {
  return LABELS[badge] ?? badge;
}

export function badgeMeaning(badge: Badge): string {
  return MEANINGS[badge] ?? "";
}

export function rowLabelText(label: RowLabel): string {
  switch (label.type) {
    case "index":
      return `[${label.value}]`;
    case "key":
      return label.value;
    case "attribute":
      return `.${label.value}`;
    case "field":
      return label.value;
    default:
      return "element";
  }
}

const STRENGTHS: Readonly<Record<Strength, string>> = {
  lasting: "",
  passing: "for the length of the operation",
  weak: "weak, not counted",
  borrowed: "borrowed, not counted",
};

export function strengthWords(strength: Strength): string {
  return STRENGTHS[strength] ?? "";
}

export function causeWords(cause: Cause): string {
  switch (cause.type) {
    case "count_reached_zero":
      return cause.value.line ? `its count reached 0 on line ${cause.value.line}` : "its count reached 0";
    case "collected":
      return `collected with generation ${cause.value.generation}${cause.value.line ? ` on line ${cause.value.line}` : ""}`;
    case "interpreter_end":
      return "the interpreter ended";
    default:
      return "freed";
  }
}

export function ghostWords(ghost: Ghost): string {
  return `freed: ${causeWords(ghost.cause)}`;
}

/** What the step did to one object, in a few words: `new`, `count 2 to 3`. */
export function changeWords(changes: readonly Change[], object: number): readonly string[] {
  const words: string[] = [];
  for (const change of changes) {
    switch (change.type) {
      case "appeared":
        if (change.value.object === object) words.push("new");
        break;
      case "count":
        if (change.value.object === object) words.push(`count ${change.value.from} to ${change.value.to}`);
        break;
      case "resized":
        if (change.value.object === object) words.push(`size ${change.value.from} to ${change.value.to} B`);
        break;
      case "generation":
        if (change.value.object === object) words.push(change.value.to === null ? "no longer tracked" : change.value.from === null ? "tracked now" : `moved to gen ${change.value.to}`);
        break;
      case "became_garbage":
        if (change.value.object === object) words.push("garbage now");
        break;
      case "value":
        if (change.value.object === object) words.push("changed in place");
        break;
      case "row":
        if (change.value.object === object && !words.includes("rows changed")) words.push("rows changed");
        break;
      default:
        break;
    }
  }
  return words;
}

/** Who holds an object, in the ledger's words and order. */
export function holdersOf(view: View, object: number): readonly Reference[] {
  return view.references.filter((reference) => reference.to === object);
}
