/** Which part of the picture is seen, and how near. A point of the scene `p` stands at `p * zoom + (x, y)` in the panel. */
import type { Place } from "../state/wire.ts";

export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const ZOOM = { least: 0.1, most: 3, readable: 0.62, comfortable: 0.85 } as const;
/** What stays free around things that are brought into sight. */
const MARGIN = 20;

export const HOME: Camera = { x: 0, y: 0, zoom: 1 };

/**
 * The view that a picture opens with: from its top left, at its own size or as much smaller as brings its width onto
 * the panel. If it couldn't be read then, part of it is shown instead, at ease.
 */
export function opening(scene: Size, panel: Size): Camera {
  const whole = panel.width / Math.max(1, scene.width);
  return { x: 0, y: 0, zoom: whole >= 1 ? 1 : whole >= ZOOM.readable ? whole : ZOOM.comfortable };
}

/** All of it. */
export function fit(scene: Size, panel: Size): Camera {
  const zoom = clampZoom(Math.min(1, panel.width / Math.max(1, scene.width), panel.height / Math.max(1, scene.height)));
  return { x: Math.max(0, (panel.width - scene.width * zoom) / 2) * (zoom < 1 ? 1 : 0), y: 0, zoom };
}

/** Nearer or farther, with the point under the pointer (in the panel) staying where it is. */
export function zoomAt(camera: Camera, factor: number, x: number, y: number): Camera {
  const zoom = clampZoom(camera.zoom * factor);
  const ratio = zoom / camera.zoom;
  return { zoom, x: x - (x - camera.x) * ratio, y: y - (y - camera.y) * ratio };
}

export function panned(camera: Camera, dx: number, dy: number): Camera {
  return { ...camera, x: camera.x + dx, y: camera.y + dy };
}

/** The nearest view that keeps something of the picture on the panel, so that nobody gets lost beside it. */
export function kept(camera: Camera, scene: Size, panel: Size): Camera {
  const width = scene.width * camera.zoom;
  const height = scene.height * camera.zoom;
  return {
    zoom: camera.zoom,
    x: within(camera.x, Math.min(0, panel.width - width), Math.max(0, panel.width - width)),
    y: within(camera.y, Math.min(0, panel.height - height), Math.max(0, panel.height - height)),
  };
}

/** The part of the scene that the panel shows. */
export function sightOf(camera: Camera, panel: Size): Place {
  return { x: -camera.x / camera.zoom, y: -camera.y / camera.zoom, width: panel.width / camera.zoom, height: panel.height / camera.zoom };
}

/** The least movement that brings the rectangle into sight; the same camera if it is there already. */
export function showing(camera: Camera, place: Place, panel: Size): Camera {
  const left = place.x * camera.zoom + camera.x;
  const top = place.y * camera.zoom + camera.y;
  const dx = shift(left, place.width * camera.zoom, panel.width);
  const dy = shift(top, place.height * camera.zoom, panel.height);
  return dx || dy ? panned(camera, dx, dy) : camera;
}

/** The smallest rectangle around several; null around none. */
export function around(places: readonly Place[]): Place | null {
  if (places.length === 0) return null;
  const x = Math.min(...places.map((place) => place.x));
  const y = Math.min(...places.map((place) => place.y));
  const right = Math.max(...places.map((place) => place.x + place.width));
  const bottom = Math.max(...places.map((place) => place.y + place.height));
  return { x, y, width: right - x, height: bottom - y };
}

function shift(from: number, length: number, room: number): number {
  if (from >= 0 && from + length <= room) return 0;
  if (from < 0 || length + 2 * MARGIN > room) return MARGIN - from;
  return room - MARGIN - (from + length);
}

function clampZoom(zoom: number): number {
  return within(zoom, ZOOM.least, ZOOM.most);
}

function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
