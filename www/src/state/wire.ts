/** The types that cross from the engine, under one name for the page: generated from Rust, never written here. */
export type * from "../wire/types.ts";

// Until the generated ones have landed.
import type { Badge, Kind, ObjectId, Step, Strength } from "../wire/types.ts";
export type SceneOptions = { width: number; opened: Array<ObjectId>; fold_from: number; ghosts: boolean };
export type Place = { x: number; y: number; width: number; height: number };
export type Role = "names" | "evaluation_stack" | "object" | "stack" | "ghost";
export type TextStyle = "caption" | "title" | "address" | "value" | "name" | "label" | "held" | "size" | "count" | "count_changed" | "count_word" | "generation" | "note";
export type SceneText = { x: number; y: number; text: string; style: TextStyle; anchor: "start" | "end"; row: number | null };
export type DotStyle = "lasting" | "passing" | "uncounted" | "all";
export type Dot = { arrow: string | null; y: number; radius: number; style: DotStyle; new: boolean; label: string };
export type Port = { x: number; y: number; ring: boolean; new: boolean; row: number };
export type Mark = { badge: Badge; x: number; y: number; sign: string; label: string };
export type Arrow = { key: string; from: string; to: string; strength: Strength; new: boolean; garbage: boolean; curve: Array<number>; label: string };
export type SceneBox = {
  key: string; role: Role; object: ObjectId | null; kind: Kind | null; place: Place; changed: boolean; garbage: boolean; label: string;
  texts: Array<SceneText>; highlights: Array<Place>; dots: Array<Dot>; ports: Array<Port>; marks: Array<Mark>; strokes: number; strokes_x: number; strokes_y: number;
};
export type Scene = { step: Step; width: number; height: number; boxes: Array<SceneBox>; arrows: Array<Arrow> };
