/** A plain layout for the mock's moments: names on the left, objects in one or two columns. The real one is Rust's. */
import { badgeLabel, changeWords, countWords, holdersOf, rowLabelText, shortAddress, sizeWords, valuePlain } from "../../state/describe.ts";
import type { Arrow, Dot, FrameView, Holder, ObjectView, Port, Scene, SceneBox, SceneText, View } from "../../state/wire.ts";

const NAMES_X = 24;
const NAMES_WIDTH = 150;
const COLUMNS_X = [300, 610];
const WIDTH = 250;
const ROW = 24;

export function sceneOf(view: View): Scene {
  const boxes: SceneBox[] = [];
  let y = 24;
  for (const frame of view.frames) {
    const box = namesBox(frame, y);
    boxes.push(box);
    y += box.place.height + 30;
    if (frame.stack.length) {
      const stack = stackBox(frame, y);
      boxes.push(stack);
      y += stack.place.height + 30;
    }
  }
  const depth = new Set(view.references.filter((one) => one.from.type === "row").map((one) => one.to));
  const at = [24, 24];
  for (const object of view.objects) {
    const column = depth.has(object.id) && object.kind !== "instance" ? 1 : 0;
    const box = objectBox(view, object, COLUMNS_X[column]!, at[column]!);
    at[column] = at[column]! + box.place.height + 28;
    boxes.push(box);
  }
  for (const ghost of view.ghosts) {
    const place = { x: COLUMNS_X[0]!, y: at[0]!, width: WIDTH, height: 56 };
    boxes.push({ ...blank(`o${ghost.id}`, "ghost"), object: ghost.id, place, label: `${ghost.title}, freed`, texts: [
      text(16, 22, ghost.title, "title"), text(WIDTH - 14, 22, shortAddress(ghost.address), "address", "end"), text(16, 44, "freed: its count reached 0 on line 8", "note"),
    ] });
  }
  const arrows = view.references.map((reference, index) => arrowOf(reference.from, `o${reference.to}`, reference.strength, reference.label, boxes, index, view)).filter((one) => one !== null);
  for (const box of boxes) if (box.role === "object") box.dots = dotsOf(box, arrows);
  for (const arrow of arrows) aim(arrow, boxes);
  return { step: view.step, width: 900, height: Math.max(y, ...at) + 8, boxes, arrows };
}

function blank(key: string, role: SceneBox["role"]): SceneBox {
  return { key, role, object: null, kind: null, place: { x: 0, y: 0, width: 0, height: 0 }, changed: false, garbage: false, label: key, texts: [], highlights: [], dots: [], ports: [], marks: [], strokes: 0, strokes_x: 0, strokes_y: 0 };
}

function text(x: number, y: number, words: string, style: SceneText["style"], anchor: SceneText["anchor"] = "start", row: number | null = null): SceneText {
  return { x, y, text: words, style, anchor, row };
}

function namesBox(frame: FrameView, y: number): SceneBox {
  const box = blank(`f${frame.id}`, "names");
  const top = 20;
  box.place = { x: NAMES_X, y: y + top, width: NAMES_WIDTH, height: Math.max(1, frame.variables.length) * ROW + 10 };
  box.label = `Names in ${frame.name}`;
  box.changed = frame.variables.some((one) => one.changed);
  box.texts.push(text(2, -8, frame.name === "<module>" ? frame.name : `${frame.name}, line ${frame.line}`, "caption"));
  frame.variables.forEach((one, index) => {
    const base = 22 + index * ROW;
    box.texts.push(text(14, base, one.name, "name", "start", index));
    if (one.changed) box.highlights.push({ x: 5, y: base - 16, width: NAMES_WIDTH - 10, height: 22 });
    if (one.held.object !== null) box.ports.push({ x: NAMES_WIDTH - 14, y: base - 4, ring: false, new: one.changed, row: index, of_label: false });
    else box.texts.push(text(NAMES_WIDTH - 12, base, one.held.text.slice(0, 10), "held", "end", index));
  });
  return box;
}

function stackBox(frame: FrameView, y: number): SceneBox {
  const box = blank(`e${frame.id}`, "evaluation_stack");
  box.place = { x: NAMES_X, y: y + 20, width: NAMES_WIDTH, height: frame.stack.length * ROW + 10 };
  box.label = `Evaluation stack of ${frame.name}`;
  box.texts.push(text(2, -8, "evaluation stack", "caption"));
  frame.stack.forEach((one, index) => {
    box.texts.push(text(14, 22 + index * ROW, one.role, "label", "start", index));
    box.ports.push({ x: NAMES_WIDTH - 14, y: 18 + index * ROW, ring: true, new: true, row: index, of_label: false });
  });
  return box;
}

function objectBox(view: View, object: ObjectView, x: number, y: number): SceneBox {
  const box = blank(`o${object.id}`, "object");
  const value = valuePlain(object.value);
  const body = Math.max(object.rows.length, value ? 1 : 0);
  const height = 34 + body * ROW + 30;
  const changed = view.changes.some((change) => change.type !== "freed" && "object" in change.value && change.value.object === object.id);
  box.object = object.id;
  box.kind = object.kind;
  box.place = { x, y, width: WIDTH, height };
  box.garbage = object.garbage;
  box.changed = changed;
  box.label = objectWords(view, object);
  box.texts.push(text(16, 25, object.title, "title"), text(WIDTH - 14, 25, shortAddress(object.address), "address", "end"));
  if (value) box.texts.push(text(16, 50, value, "value"));
  object.rows.forEach((row, index) => {
    const base = 50 + index * ROW;
    box.texts.push(text(16, base, rowLabelText(row.label), "label", "start", index));
    if (row.changed) box.highlights.push({ x: 6, y: base - 16, width: WIDTH - 12, height: 22 });
    box.ports.push({ x: WIDTH - 14, y: base - 4, ring: false, new: row.changed, row: index, of_label: false } satisfies Port);
  });
  const foot = height - 13;
  const count = object.count.type === "immortal" ? "∞" : String(object.count.value);
  const counted = view.changes.some((change) => change.type === "count" && change.value.object === object.id);
  box.texts.push(text(16, foot, `${object.size} B`, "size"), text(76, foot, count, counted ? "count_changed" : "count"), text(90, foot, count === "1" ? "reference" : "references", "count_word"));
  if (object.generation !== null) {
    box.texts.push(text(WIDTH - 30, foot, `gen ${object.generation}`, "generation", "end"));
    box.strokes = object.generation + 1;
    box.strokes_x = WIDTH - 24;
    box.strokes_y = foot + 1;
  }
  if (object.badges.includes("weakly_referenced")) box.marks.push({ badge: "weakly_referenced", x: 76, y: 14, sign: "w", label: "weakly referenced" });
  return box;
}

function keyOf(holder: Holder): { key: string; row: number } | null {
  switch (holder.type) {
    case "variable":
      return { key: `f${holder.value.frame}`, row: -1 };
    case "stack":
      return { key: `e${holder.value.frame}`, row: holder.value.index };
    case "row":
      return { key: `o${holder.value.object}`, row: holder.value.row };
    default:
      return null;
  }
}

function arrowOf(from: Holder, to: string, strength: Arrow["strength"], label: string, boxes: readonly SceneBox[], index: number, view: View): Arrow | null {
  const place = keyOf(from);
  const box = place && boxes.find((one) => one.key === place.key);
  if (!place || !box) return null;
  let row = place.row;
  if (from.type === "variable") {
    const frame = view.frames.find((one) => one.id === from.value.frame)!;
    row = frame.variables.findIndex((one) => one.name === from.value.name);
  }
  const port = box.ports.find((one) => one.row === row);
  if (!port) return null;
  const target = boxes.find((one) => one.key === to);
  const key = `${place.key}:${from.type === "variable" ? from.value.name : row}>${to}:${from.type === "variable" ? 0 : index}`;
  return { key, from: place.key, to, strength, new: port.new, garbage: box.garbage || (target?.garbage ?? false), curve: [box.place.x + port.x, box.place.y + port.y], label };
}

function dotsOf(box: SceneBox, arrows: readonly Arrow[]): Dot[] {
  const own = arrows.filter((arrow) => arrow.to === box.key);
  const step = Math.min(18, (box.place.height - 34) / Math.max(1, own.length));
  return own.map((arrow, index) => ({ arrow: arrow.key, y: 30 + index * step, radius: 4.5, style: arrow.strength === "passing" ? "passing" : "lasting", new: arrow.new, label: arrow.label, text: null }));
}

function aim(arrow: Arrow, boxes: readonly SceneBox[]): void {
  const target = boxes.find((box) => box.key === arrow.to)!;
  const dot = target.dots.find((one) => one.arrow === arrow.key)!;
  const [x1, y1] = [arrow.curve[0]!, arrow.curve[1]!];
  const [x2, y2] = [target.place.x - 5.5, target.place.y + dot.y];
  const bend = Math.max(40, Math.abs(x2 - x1) / 2);
  arrow.curve = [x1, y1, x1 + bend, y1, x2 - bend, y2, x2, y2];
}

/** One object in one breath: what a screen reader says of its box. */
function objectWords(view: View, object: ObjectView): string {
  const value = valuePlain(object.value);
  const held = holdersOf(view, object.id).map((reference) => reference.label);
  return [
    object.title,
    value,
    countWords(object.count) + (held.length ? `: ${held.join(", ")}` : ""),
    sizeWords(object.size),
    object.generation === null ? "" : `generation ${object.generation}`,
    object.garbage ? "garbage, not freed yet" : "",
    ...object.badges.filter((badge) => badge !== "tracked").map(badgeLabel),
    object.same_address_as ? `same address as ${object.same_address_as}` : "",
    ...changeWords(view.changes, object.id),
  ]
    .filter(Boolean)
    .join(", ");
}
