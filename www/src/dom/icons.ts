/** The icons, drawn on a grid of 16 in the ink of their text. */
import { s } from "./element.ts";

const PATHS = {
  first: "M4 3.5v9M12.5 3.5 6.5 8l6 4.5z",
  back: "M10.5 3.5 4.5 8l6 4.5z",
  play: "M5 3.5 12 8l-7 4.5z",
  pause: "M5 3.5v9M11 3.5v9",
  forward: "M5.5 3.5 11.5 8l-6 4.5z",
  last: "M12 3.5v9M3.5 3.5 9.5 8l-6 4.5z",
  run: "M5 3.5 12 8l-7 4.5z",
  stop: "M4.5 4.5h7v7h-7z",
  plus: "M8 3.5v9M3.5 8h9",
  minus: "M3.5 8h9",
  fit: "M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3",
  diagram: "M2.5 3h4v4h-4zM9.5 9h4v4h-4zM6.5 5h3.5q1.5 0 1.5 1.5V9",
  table: "M2.5 3.5h11v9h-11zM2.5 6.5h11M2.5 9.5h11M6.5 3.5v9",
  link: "M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2.2-2.2a2.6 2.6 0 0 0-3.7-3.7l-0.9 0.9M9.2 6.8a2.6 2.6 0 0 0-3.7 0L3.3 9a2.6 2.6 0 0 0 3.7 3.7l0.9-0.9",
  copy: "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",
  check: "M3 8.5l3.5 3.5L13 4.5",
  before: "M10 3.5 5.5 8l4.5 4.5",
  after: "M6 3.5 10.5 8 6 12.5",
  down: "M3.5 6 8 10.5 12.5 6",
  close: "M4 4l8 8M12 4l-8 8",
  guess: "M2.5 3h11v8h-6l-3 2.7V11h-2zM6.6 5.7a1.4 1.4 0 1 1 2 1.3c-0.4 0.2-0.6 0.4-0.6 0.8M8 9.3v0.05",
  help: "M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13M6.3 6.3a1.75 1.75 0 1 1 2.5 1.7c-0.55.25-0.8.6-0.8 1.2M8 11.4v0.1",
} as const;

export type IconName = keyof typeof PATHS;

const FILLED: ReadonlySet<IconName> = new Set(["first", "back", "play", "forward", "last", "run", "stop"]);

/** An icon without a name of its own: the words beside it, or its button's label, say what it does. */
export function icon(name: IconName): SVGSVGElement {
  return s(
    "svg",
    { class: FILLED.has(name) ? "icon icon-filled" : "icon", viewBox: "0 0 16 16", "aria-hidden": "true", focusable: "false" },
    s("path", { d: PATHS[name] }),
  );
}

/** Puts another icon into a button that already has one. */
export function swapIcon(button: Element, name: IconName): void {
  const path = button.querySelector("svg.icon path");
  if (path && path.getAttribute("d") !== PATHS[name]) {
    path.setAttribute("d", PATHS[name]);
    path.parentElement?.classList.toggle("icon-filled", FILLED.has(name));
  }
}
