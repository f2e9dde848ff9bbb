/** A thousand boxes and as many arrows, of which each step moves and counts fifty: for measuring frames. */
import { frame, held, moment, object } from "./moments.ts";
import type { Arrow, Scene, SceneBox, View } from "../../state/wire.ts";

const OBJECTS = 1000;
const CHANGED = 50;
const ACROSS = 25;

export function manyView(step: number): View {
  const objects = Array.from({ length: OBJECTS }, (_none, id) => object(id, `list #${id}`));
  return moment(step, { line: 2, previous: 1, frames: [frame(0, "<module>", 2, [["x", held(0, "[]")]])], objects, words: `Step !${step}! of many.` });
}

export function manyScene(view: View): Scene {
  const boxes: SceneBox[] = [];
  const arrows: Arrow[] = [];
  const first = (view.step * CHANGED) % OBJECTS;
  for (let id = 0; id < OBJECTS; id++) {
    const changed = (id - first + OBJECTS) % OBJECTS < CHANGED;
    const before = (id - first + CHANGED + OBJECTS) % OBJECTS < CHANGED;
    const x = (id % ACROSS) * 240 + 24 + (changed ? 20 : 0);
    const y = Math.floor(id / ACROSS) * 110 + 24 + (before ? 8 : 0);
    const count = 1 + ((id + view.step) % 7) * (changed ? 1 : 0);
    boxes.push({
      key: `o${id}`, role: "object", object: id, kind: "container", place: { x, y, width: 180, height: 80 }, changed, garbage: false, label: `list #${id}`,
      texts: [
        { x: 16, y: 25, text: `list #${id}`, style: "title", anchor: "start", row: null },
        { x: 166, y: 25, text: `0x…${(id * 64).toString(16)}`, style: "address", anchor: "end", row: null },
        { x: 16, y: 47, text: "[…]", style: "value", anchor: "start", row: 0 },
        { x: 16, y: 68, text: "56 B", style: "size", anchor: "start", row: null },
        { x: 76, y: 68, text: String(count), style: changed ? "count_changed" : "count", anchor: "start", row: null },
        { x: 90, y: 68, text: "references", style: "count_word", anchor: "start", row: null },
      ],
      highlights: [], dots: [{ arrow: `a${id}`, y: 40, radius: 4.5, style: "lasting", new: changed, label: "held", text: null }],
      ports: [{ x: 166, y: 43, ring: false, new: false, row: 0, of_label: false }], marks: [], strokes: 1, strokes_x: 150, strokes_y: 70,
    });
  }
  for (let id = 1; id < OBJECTS; id++) {
    const from = boxes[id - 1]!.place;
    const to = boxes[id]!.place;
    const [x1, y1, x2, y2] = [from.x + 166, from.y + 43, to.x - 5, to.y + 40];
    arrows.push({ key: `a${id}`, from: `o${id - 1}`, to: `o${id}`, strength: "lasting", new: boxes[id]!.changed, garbage: false, curve: [x1, y1, x1 + 40, y1, x2 - 40, y2, x2, y2], label: "holds" });
  }
  return { step: view.step, width: ACROSS * 240 + 40, height: (OBJECTS / ACROSS) * 110 + 40, boxes, arrows };
}
