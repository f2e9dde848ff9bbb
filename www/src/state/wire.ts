/** The types that cross from the engine, under one name for the page: generated from Rust, never written here. */
export type * from "../wire/types.ts";
