/** The window onto the diagram: it can be moved and brought nearer, by wheel, fingers, keys and buttons. */
import { h, s } from "../dom/element.ts";
import { icon, type IconName } from "../dom/icons.ts";
import type { Place, Scene } from "../state/wire.ts";
import { HOME, fit, kept, opening, panned, showing, sightOf, zoomAt, type Camera, type Size } from "./camera.ts";
import { between, createMotion } from "./motion.ts";

const WHEEL_ZOOM = 0.0016;
const BUTTON_ZOOM = 1.25;
const GLIDE_MS = 200;

export interface Stage {
  readonly dom: HTMLElement;
  readonly svg: SVGSVGElement;
  /** The buttons for nearer, farther and all of it. */
  readonly tools: HTMLElement;
  /**
   * The picture's extent has changed. The first one decides the view that it opens with; one that outgrows it is
   * seen from a little farther, unless the person has taken the view into their own hands.
   */
  sized(scene: Scene, opens: boolean, glides: boolean): void;
  /** Brings a rectangle of the scene into sight, if it isn't. */
  show(place: Place | null, glides: boolean): void;
  zoomBy(factor: number): void;
  fitAll(): void;
  destroy(): void;
}

export interface StageEvents {
  /** The panel has another size. */
  resized(size: Size): void;
  /** Another part of the scene is in sight. */
  looked(window: Place, zoom: number): void;
}

export function createStage(layer: SVGGElement, events: StageEvents): Stage {
  const svg = s("svg", { class: "stage", role: "graphics-document document", "aria-label": "Names, objects and references" }, layer);
  const button = (name: IconName, label: string, act: () => void) => {
    const made = h("button", { type: "button", class: "button button-bare button-tool", "aria-label": label, title: label }, icon(name));
    made.addEventListener("click", act);
    return made;
  };
  const dom = h("div", { class: "stage-host" }, svg);
  const tools = h("div", { class: "stage-tools" },
    button("minus", "Farther (−)", () => zoomBy(1 / BUTTON_ZOOM)),
    button("plus", "Nearer (+)", () => zoomBy(BUTTON_ZOOM)),
    button("fit", "All of it (0)", () => fitAll()));

  let camera: Camera = HOME;
  let extent: Size = { width: 0, height: 0 };
  let moved = false;
  const motion = createMotion();
  // Kept, not asked for: asking would make the browser lay everything out at once.
  let panel: Size = { width: 0, height: 0 };
  const quiet = window.matchMedia("(prefers-reduced-motion: reduce)");

  function set(next: Camera): void {
    camera = kept(next, extent, panel);
    layer.setAttribute("transform", `translate(${camera.x} ${camera.y}) scale(${camera.zoom})`);
    events.looked(sightOf(camera, panel), camera.zoom);
  }

  function glide(next: Camera): void {
    const from = camera;
    const to = kept(next, extent, panel);
    if (from.x === to.x && from.y === to.y && from.zoom === to.zoom) return;
    motion.run([(part) => set({ x: between(from.x, to.x, part), y: between(from.y, to.y, part), zoom: between(from.zoom, to.zoom, part) })], quiet.matches ? 0 : GLIDE_MS);
  }

  function sized(scene: Scene, opens: boolean, glides: boolean): void {
    extent = { width: scene.width, height: scene.height };
    motion.finish();
    if (opens) moved = false;
    const whole = opening(extent, panel);
    if (opens) set(whole);
    else if (!moved && whole.zoom < camera.zoom && glides) glide(zoomAt(camera, whole.zoom / camera.zoom, 0, 0));
    else set(!moved && whole.zoom < camera.zoom ? whole : camera);
  }

  function show(place: Place | null, glides: boolean): void {
    if (!place) return;
    const next = showing(camera, place, panel);
    if (next === camera) return;
    if (glides) glide(next);
    else set(next);
  }

  function zoomBy(factor: number): void {
    moved = true;
    glide(zoomAt(camera, factor, panel.width / 2, panel.height / 2));
  }

  function fitAll(): void {
    moved = true;
    glide(fit(extent, panel));
  }

  svg.addEventListener("wheel", (event) => {
    event.preventDefault();
    moved = true;
    motion.finish();
    const unit = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? panel.height : 1;
    const [dx, dy] = [event.deltaX * unit, event.deltaY * unit];
    if (event.ctrlKey || event.metaKey) {
      const frame = svg.getBoundingClientRect();
      set(zoomAt(camera, Math.exp(-dy * WHEEL_ZOOM * (Math.abs(dy) < 50 ? 4 : 1)), event.clientX - frame.left, event.clientY - frame.top));
    } else {
      set(event.shiftKey && !dx ? panned(camera, -dy, 0) : panned(camera, -dx, -dy));
    }
  }, { passive: false });

  const stopDragging = dragged(svg, {
    began: () => motion.finish(),
    pan(dx, dy) {
      moved = true;
      set(panned(camera, dx, dy));
    },
    pinch(factor, x, y) {
      moved = true;
      const frame = svg.getBoundingClientRect();
      set(zoomAt(camera, factor, x - frame.left, y - frame.top));
    },
  });

  const observer = new ResizeObserver((entries) => {
    const content = entries.at(-1)?.contentRect;
    if (!content || content.width === 0) return;
    panel = { width: content.width, height: content.height };
    set(moved ? camera : { ...opening(extent, panel), x: camera.x, y: camera.y });
    events.resized(panel);
  });
  observer.observe(svg);

  return {
    dom, svg, tools, sized, show, zoomBy, fitAll,
    destroy() {
      observer.disconnect();
      stopDragging();
      motion.finish();
    },
  };
}

interface Drag {
  began(): void;
  pan(dx: number, dy: number): void;
  pinch(factor: number, x: number, y: number): void;
}

/** One pointer pans, two pinch. A press that doesn't move stays a click. */
function dragged(svg: SVGSVGElement, drag: Drag): () => void {
  const SLOP = 4;
  const fingers = new Map<number, { x: number; y: number }>();
  let travelled = 0;

  const down = (event: PointerEvent) => {
    if (event.pointerType === "mouse" && event.button !== 0 && event.button !== 1) return;
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (fingers.size === 1) travelled = 0;
    drag.began();
  };
  const move = (event: PointerEvent) => {
    const finger = fingers.get(event.pointerId);
    if (!finger) return;
    const dx = event.clientX - finger.x;
    const dy = event.clientY - finger.y;
    if (fingers.size === 1) {
      travelled += Math.abs(dx) + Math.abs(dy);
      if (travelled > SLOP) {
        if (!svg.hasPointerCapture(event.pointerId)) svg.setPointerCapture(event.pointerId);
        svg.classList.add("is-dragged");
        drag.pan(dx, dy);
      }
    } else if (fingers.size === 2) {
      const other = [...fingers].find(([id]) => id !== event.pointerId)![1];
      const before = Math.hypot(finger.x - other.x, finger.y - other.y);
      const after = Math.hypot(event.clientX - other.x, event.clientY - other.y);
      if (before > 0 && after > 0) drag.pinch(after / before, (event.clientX + other.x) / 2, (event.clientY + other.y) / 2);
      drag.pan(dx / 2, dy / 2);
    }
    finger.x = event.clientX;
    finger.y = event.clientY;
  };
  const up = (event: PointerEvent) => {
    fingers.delete(event.pointerId);
    svg.classList.remove("is-dragged");
  };
  const click = (event: MouseEvent) => {
    if (travelled > SLOP) event.stopPropagation();
    travelled = 0;
  };
  svg.addEventListener("pointerdown", down);
  svg.addEventListener("pointermove", move);
  svg.addEventListener("pointerup", up);
  svg.addEventListener("pointercancel", up);
  svg.addEventListener("click", click, { capture: true });
  return () => fingers.clear();
}
