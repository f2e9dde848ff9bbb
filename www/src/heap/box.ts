/** Draws one box of the scene. Everything is placed already: nothing is measured or decided here. */
import { s } from "../dom/element.ts";
import type { Dot, SceneBox } from "../state/wire.ts";

const BAND = 4;
const RADIUS = 6;
const STROKE_STEP = 4;
const STROKE_HEIGHT = 10;
const PILL = 16;

/** The box's inside; its place is the group's business. */
export function boxContent(box: SceneBox): readonly SVGElement[] {
  const { width, height } = box.place;
  const parts: SVGElement[] = [s("rect", { class: "frame", width, height, rx: RADIUS })];
  if (box.role === "stack") {
    // Many of a kind: two edges show from behind.
    parts.unshift(s("rect", { class: "behind", x: 8, y: 8, width, height, rx: RADIUS }), s("rect", { class: "behind", x: 4, y: 4, width, height, rx: RADIUS }));
  }
  if (box.kind && box.role !== "ghost") {
    parts.push(s("path", { class: "band", d: `M0.5 ${BAND + 1}V${RADIUS}A${RADIUS - 0.5} ${RADIUS - 0.5} 0 0 1 ${RADIUS} 0.5H${width - RADIUS}A${RADIUS - 0.5} ${RADIUS - 0.5} 0 0 1 ${width - 0.5} ${RADIUS}V${BAND + 1}Z` }));
  }
  for (const place of box.highlights) {
    parts.push(s("rect", { class: "highlight", x: place.x, y: place.y, width: place.width, height: place.height, rx: 3 }));
  }
  for (const text of box.texts) {
    parts.push(s("text", { class: `t-${text.style}`, x: text.x, y: text.y, "text-anchor": text.anchor === "end" ? "end" : null }, text.text));
  }
  for (let stroke = 0; stroke < box.strokes; stroke++) {
    const x = box.strokes_x + stroke * STROKE_STEP;
    parts.push(s("path", { class: "stroke", d: `M${x} ${box.strokes_y}v-${STROKE_HEIGHT}` }));
  }
  for (const mark of box.marks) {
    parts.push(s("g", { class: "mark-sign", transform: `translate(${mark.x} ${mark.y})` },
      s("title", {}, mark.label),
      s("rect", { width: 14, height: 14, rx: 3 }),
      s("text", { x: 7, y: 11, "text-anchor": "middle" }, mark.sign)));
  }
  return parts;
}

/** Where arrows start and end: above the arrows, which are above the boxes. The dots come first. */
export function boxPins(box: SceneBox): readonly SVGElement[] {
  return [
    ...box.dots.map(dotShape),
    ...box.ports.map((port) => s("circle", { class: `port${port.ring ? " is-ring" : ""}${port.new ? " is-new" : ""}`, cx: port.x, cy: port.y, r: 3.5 })),
  ];
}

/** One reference on the left edge. What is held from outside of the picture has a stub in place of an arrow. */
export function dotShape(dot: Dot): SVGElement {
  const r = dot.radius;
  const parts: SVGElement[] = [s("title", {}, dot.label)];
  if (dot.style === "all") {
    parts.push(s("rect", { class: "shape", x: -r, y: dot.y - PILL / 2, width: 2 * r, height: PILL, rx: PILL / 2 }), s("text", { class: "t-pill", x: 0, y: dot.y + 4, "text-anchor": "middle" }, dot.text ?? ""));
  } else {
    if (dot.arrow === null) parts.push(s("path", { class: "stub", d: `M${-r - 10} ${dot.y}h10` }));
    if (dot.style === "uncounted") parts.push(s("rect", { class: "shape", x: -0.8 * r, y: dot.y - 0.8 * r, width: 1.6 * r, height: 1.6 * r, rx: 1 }));
    else parts.push(s("circle", { class: "shape", cx: 0, cy: dot.y, r: dot.style === "passing" ? r - 0.4 : r }));
  }
  return s("g", { class: `dot dot-${dot.style}${dot.new ? " is-new" : ""}` }, ...parts);
}

export function boxClass(box: SceneBox): string {
  return [
    "box",
    `role-${box.role}`,
    box.kind ? `kind-${box.kind}` : "",
    box.changed ? "is-changed" : "",
    box.garbage ? "is-garbage" : "",
  ].filter(Boolean).join(" ");
}

/** Whether two boxes look the same but for their place: then nothing is drawn anew. */
export function looksSame(a: SceneBox, b: SceneBox): boolean {
  if (a === b) return true;
  return (
    a.role === b.role && a.kind === b.kind && a.changed === b.changed && a.garbage === b.garbage && a.label === b.label
    && a.place.width === b.place.width && a.place.height === b.place.height
    && a.strokes === b.strokes && a.strokes_x === b.strokes_x && a.strokes_y === b.strokes_y
    && sameList(a.texts, b.texts) && sameList(a.dots, b.dots) && sameList(a.ports, b.ports)
    && sameList(a.marks, b.marks) && sameList(a.highlights, b.highlights)
  );
}

/** Lists of flat records. */
function sameList<Item extends object>(a: readonly Item[], b: readonly Item[]): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) {
    const one = a[index]!;
    const other = b[index]!;
    for (const key in one) if (one[key] !== other[key]) return false;
  }
  return true;
}
