/**
 * Draws scenes. Boxes and arrows are joined by their keys, so that what moves is the same thing; only what differs
 * from the scene before is touched, and only what can be seen is in the document: an SVG of thousands of boxes costs
 * its layout at every frame, whether or not they are in sight. Where things are comes from the scene alone.
 */
import { s, setAttributes } from "../dom/element.ts";
import type { Arrow, Place, Scene, SceneBox } from "../state/wire.ts";
import { arrowClass, curveBetween, curvePath, curvePlace, sameCurve, tipPath } from "./arrow.ts";
import { boxClass, boxContent, boxPins, dotShape, looksSame } from "./box.ts";
import { between, createMotion, type Motion, type Tween } from "./motion.ts";

/** New things grow from this size. */
const GROW_FROM = 0.96;
/** Nearer than this, what is written in a box can be read; farther away only its shape is drawn. */
const READABLE_ZOOM = 0.4;
/** A box that left the sight by less than this stays drawn, so that a small move back costs nothing. */
const SLACK = 200;

interface DrawnBox {
  box: SceneBox;
  readonly group: SVGGElement;
  readonly inside: SVGGElement;
  /** Its dots and ports, in a layer above the arrows. */
  readonly pins: SVGGElement;
  x: number;
  y: number;
}

interface DrawnArrow {
  arrow: Arrow;
  readonly group: SVGGElement;
  readonly line: SVGPathElement;
  readonly tip: SVGPathElement;
  curve: readonly number[];
}

export interface Diagram {
  /** The layer that the camera moves. */
  readonly dom: SVGGElement;
  /** Draws the scene; what changed takes so long to get there. */
  draw(scene: Scene, milliseconds: number): void;
  /** What part of the scene is in sight now, and how near. */
  sight(window: Place, zoom: number): void;
  /** The arrows of these boxes stay strong, the others recede; none = all are alike. */
  strengthen(keys: ReadonlySet<string>): void;
  /** The box that is chosen, if one is. */
  choose(key: string | null): void;
  /** The box that the Tab key reaches. It is drawn wherever it is. */
  reachable(key: string | null): void;
  element(key: string): SVGGElement | null;
  destroy(): void;
}

const NOTHING: Scene = { step: 0, width: 0, height: 0, boxes: [], arrows: [] };
const EVERYWHERE: Place = { x: -1e6, y: -1e6, width: 2e6, height: 2e6 };

export function createDiagram(motion: Motion = createMotion()): Diagram {
  const arrowLayer = s("g", { class: "arrows", "aria-hidden": "true" });
  const boxLayer = s("g", { class: "boxes" });
  const pinLayer = s("g", { class: "pins", "aria-hidden": "true" });
  const dom = s("g", { class: "camera" }, boxLayer, arrowLayer, pinLayer);
  const boxes = new Map<string, DrawnBox>();
  const arrows = new Map<string, DrawnArrow>();
  let scene = NOTHING;
  let seen = EVERYWHERE;
  let strong: ReadonlySet<string> = new Set();
  let chosen: string | null = null;
  let tabbed: string | null = null;

  function draw(next: Scene, milliseconds: number): void {
    motion.finish();
    const before = scene;
    scene = next;
    const tweens: Tween[] = [];
    drawBoxes(before, tweens, milliseconds > 0);
    drawArrows(before, tweens, milliseconds > 0);
    motion.run(tweens, milliseconds);
  }

  function drawBoxes(before: Scene, tweens: Tween[], moves: boolean): void {
    const old = new Map(before.boxes.map((box) => [box.key, box]));
    const gone = new Set(boxes.keys());
    let last: SVGGElement | null = null;
    for (const box of scene.boxes) {
      gone.delete(box.key);
      const drawn = boxes.get(box.key);
      const was = old.get(box.key);
      if (drawn) {
        updateBox(drawn, box, tweens, moves);
      } else if (isWanted(box) || (moves && was && touches(was.place, seen, 0))) {
        const added = addBox(was && moves ? { ...box, place: was.place } : box, last);
        if (was) updateBox(added, box, tweens, moves);
        else tweens.push(grow(added));
      }
      last = boxes.get(box.key)?.group ?? last;
    }
    for (const key of gone) {
      const leaving = boxes.get(key)!;
      boxes.delete(key);
      setAttributes(leaving.group, { tabindex: null, role: null, "aria-label": null, "data-key": null, "aria-hidden": "true" });
      tweens.push(leave(leaving));
    }
  }

  function isWanted(box: SceneBox): boolean {
    return box.key === tabbed || box.key === chosen || touches(box.place, seen, 0);
  }

  function addBox(box: SceneBox, before: SVGGElement | null): DrawnBox {
    const inside = s("g", { class: "inside", "aria-hidden": "true" }, ...boxContent(box));
    const group = s("g", { "data-key": box.key, role: "graphics-object group", tabindex: box.key === tabbed ? 0 : -1 }, inside);
    const pins = s("g", { "data-key": box.key }, ...boxPins(box));
    const drawn: DrawnBox = { box, group, inside, pins, x: box.place.x, y: box.place.y };
    describe(drawn);
    placeAt(drawn, box.place.x, box.place.y);
    if (before) before.after(group);
    else boxLayer.prepend(group);
    pinLayer.append(pins);
    boxes.set(box.key, drawn);
    return drawn;
  }

  function updateBox(drawn: DrawnBox, box: SceneBox, tweens: Tween[], moves: boolean): void {
    const old = drawn.box;
    drawn.box = box;
    if (!looksSame(old, box)) {
      if (moves && old.role !== box.role) tweens.push(dissolve(drawn, old));
      drawn.inside.replaceChildren(...boxContent(box));
      drawn.pins.replaceChildren(...boxPins(box));
      describe(drawn);
      if (moves) tickDots(drawn, old, box, tweens);
    }
    const { x, y } = box.place;
    const [fromX, fromY] = [drawn.x, drawn.y];
    if (fromX === x && fromY === y) return;
    tweens.push((part) => placeAt(drawn, between(fromX, x, part), between(fromY, y, part)));
  }

  function describe({ box, group, pins }: DrawnBox): void {
    setAttributes(pins, { class: boxClass(box) });
    setAttributes(group, {
      class: boxClass(box) + (box.key === chosen ? " is-chosen" : ""),
      "aria-label": box.label,
      "aria-current": box.key === chosen ? "true" : null,
    });
  }

  function drawArrows(before: Scene, tweens: Tween[], moves: boolean): void {
    const old = new Map(before.arrows.map((arrow) => [arrow.key, arrow]));
    const gone = new Set(arrows.keys());
    for (const arrow of scene.arrows) {
      gone.delete(arrow.key);
      const drawn = arrows.get(arrow.key);
      const was = old.get(arrow.key);
      if (drawn) {
        updateArrow(drawn, arrow, tweens, moves);
      } else if (touches(curvePlace(arrow.curve), seen, 0) || (moves && was && touches(curvePlace(was.curve), seen, 0))) {
        const added = addArrow(was && moves ? { ...arrow, curve: was.curve } : arrow);
        if (was) updateArrow(added, arrow, tweens, moves);
        else tweens.push((part) => fade(added.group, part));
      }
    }
    for (const key of gone) {
      const { group } = arrows.get(key)!;
      arrows.delete(key);
      tweens.push((part) => (part === 1 ? group.remove() : group.setAttribute("opacity", String(1 - part))));
    }
  }

  function addArrow(arrow: Arrow): DrawnArrow {
    const line = s("path", { class: "line" });
    const tip = s("path", { class: "tip" });
    const group = s("g", {}, line, tip);
    const drawn: DrawnArrow = { arrow, group, line, tip, curve: arrow.curve };
    dress(drawn);
    shape(drawn, arrow.curve);
    arrowLayer.append(group);
    arrows.set(arrow.key, drawn);
    return drawn;
  }

  function updateArrow(drawn: DrawnArrow, arrow: Arrow, tweens: Tween[], moves: boolean): void {
    if (drawn.arrow === arrow && drawn.curve === arrow.curve) return;
    drawn.arrow = arrow;
    dress(drawn);
    const from = drawn.curve;
    if (sameCurve(from, arrow.curve)) return;
    if (!moves) shape(drawn, arrow.curve);
    else tweens.push((part) => shape(drawn, part === 1 ? arrow.curve : curveBetween(from, arrow.curve, part)));
  }

  function dress({ arrow, group }: DrawnArrow): void {
    const own = strong.has(arrow.from) || strong.has(arrow.to);
    setAttributes(group, { class: arrowClass(arrow) + (own ? " is-own" : "") });
  }

  /** Puts into the document what came into sight, and takes out what is well out of it. */
  function sight(window: Place, zoom: number): void {
    seen = window;
    dom.classList.toggle("is-far", zoom < READABLE_ZOOM);
    for (const box of scene.boxes) {
      const drawn = boxes.get(box.key);
      if (!drawn && isWanted(box)) addBox(box, null);
      else if (drawn && !isWanted(box) && !touches(box.place, seen, SLACK)) {
        drawn.group.remove();
        drawn.pins.remove();
        boxes.delete(box.key);
      }
    }
    for (const arrow of scene.arrows) {
      const drawn = arrows.get(arrow.key);
      const place = curvePlace(arrow.curve);
      if (!drawn && touches(place, seen, 0)) addArrow(arrow);
      else if (drawn && !touches(place, seen, SLACK)) {
        drawn.group.remove();
        arrows.delete(arrow.key);
      }
    }
  }

  function strengthen(keys: ReadonlySet<string>): void {
    if (sameSet(keys, strong)) return;
    strong = keys;
    dom.classList.toggle("has-own", strong.size > 0);
    for (const drawn of arrows.values()) dress(drawn);
  }

  function choose(key: string | null): void {
    if (key === chosen) return;
    const before = chosen;
    chosen = key;
    for (const one of [before, key]) {
      const drawn = one === null ? null : ensure(one);
      if (drawn) describe(drawn);
    }
  }

  function reachable(key: string | null): void {
    if (key === tabbed) return;
    if (tabbed !== null) boxes.get(tabbed)?.group.setAttribute("tabindex", "-1");
    tabbed = key;
    if (key !== null) ensure(key)?.group.setAttribute("tabindex", "0");
  }

  function ensure(key: string): DrawnBox | null {
    const drawn = boxes.get(key);
    if (drawn) return drawn;
    const box = scene.boxes.find((one) => one.key === key);
    return box ? addBox(box, null) : null;
  }

  return {
    dom, draw, sight, strengthen, choose, reachable,
    element: (key) => boxes.get(key)?.group ?? null,
    destroy: () => motion.finish(),
  };
}

/** Whether the rectangle lies within the other, or nearer to it than `slack`. */
function touches(place: Place, other: Place, slack: number): boolean {
  return (
    place.x < other.x + other.width + slack && other.x - slack < place.x + place.width
    && place.y < other.y + other.height + slack && other.y - slack < place.y + place.height
  );
}

function placeAt(drawn: DrawnBox, x: number, y: number): void {
  drawn.x = x;
  drawn.y = y;
  const transform = `translate(${x} ${y})`;
  drawn.group.setAttribute("transform", transform);
  drawn.pins.setAttribute("transform", transform);
}

function shape(drawn: DrawnArrow, curve: readonly number[]): void {
  drawn.curve = curve;
  drawn.line.setAttribute("d", curvePath(curve));
  drawn.tip.setAttribute("d", tipPath(curve));
}

function fade(element: SVGElement, part: number): void {
  if (part === 1) element.removeAttribute("opacity");
  else element.setAttribute("opacity", String(part));
}

/** Appears: from a little smaller, about its middle. */
function grow({ inside, pins, box }: DrawnBox): Tween {
  const { width, height } = box.place;
  return (part) => {
    fade(inside, part);
    fade(pins, part);
    if (part === 1) {
      inside.removeAttribute("transform");
      return;
    }
    const size = between(GROW_FROM, 1, part);
    inside.setAttribute("transform", `translate(${((1 - size) * width) / 2} ${((1 - size) * height) / 2}) scale(${size})`);
  };
}

/** Becomes something else in its place (an object its ghost): what it was fades over what it is. */
function dissolve({ group, inside }: DrawnBox, old: SceneBox): Tween {
  const before = s("g", { class: boxClass(old), "aria-hidden": "true" }, ...boxContent(old));
  group.append(before);
  return (part) => {
    fade(inside, part);
    if (part === 1) before.remove();
    else before.setAttribute("opacity", String(1 - part));
  };
}

function leave({ group, inside, pins }: DrawnBox): Tween {
  return (part) => {
    inside.setAttribute("opacity", String(1 - part));
    pins.setAttribute("opacity", String(1 - part));
    if (part === 1) {
      group.remove();
      pins.remove();
    }
  };
}

/** The count ticks: a reference that came grows its dot, one that went takes its dot along. */
function tickDots(drawn: DrawnBox, old: SceneBox, box: SceneBox, tweens: Tween[]): void {
  const dots = drawn.pins.querySelectorAll<SVGElement>(":scope > .dot");
  const known = new Set(old.dots.map((dot) => dot.arrow ?? dot.label));
  box.dots.forEach((dot, index) => {
    const element = dots[index];
    if (element && !known.has(dot.arrow ?? dot.label)) tweens.push((part) => scaleDot(element, dot.y, part));
  });
  const kept = new Set(box.dots.map((dot) => dot.arrow ?? dot.label));
  for (const dot of old.dots) {
    if (kept.has(dot.arrow ?? dot.label)) continue;
    const leaving = dotShape(dot);
    drawn.pins.append(leaving);
    tweens.push((part) => (part === 1 ? leaving.remove() : scaleDot(leaving, dot.y, 1 - part)));
  }
}

function scaleDot(element: SVGElement, y: number, size: number): void {
  if (size === 1) element.removeAttribute("transform");
  else element.setAttribute("transform", `translate(0 ${y * (1 - size)}) scale(${size})`);
}

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((key) => b.has(key));
}
