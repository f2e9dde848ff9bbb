/** What a person can choose for a run. */
import type { CompileUnit } from "./wire.ts";

/** The CPythons that are modelled, oldest first. */
export const VERSIONS = ["3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14", "3.15"] as const;
export type Version = (typeof VERSIONS)[number];

export const NEWEST: Version = "3.15";

export const UNITS: readonly { readonly unit: CompileUnit; readonly name: string; readonly title: string }[] = [
  { unit: "script", name: "script", title: "As python FILE: the whole text is one unit, and equal constants in it are one object" },
  { unit: "repl", name: "prompt", title: "As at the >>> prompt: each statement is compiled by itself, and its value is echoed" },
];

export interface Setup {
  readonly version: Version;
  readonly unit: CompileUnit;
}

export function isVersion(value: unknown): value is Version {
  return typeof value === "string" && (VERSIONS as readonly string[]).includes(value);
}

export function isUnit(value: unknown): value is CompileUnit {
  return value === "script" || value === "repl";
}
