/** The same program in every version: who printed what, and where they part. */
import type { Version } from "./setup.ts";
import type { Outcome, RunSummary } from "./wire.ts";

export interface Compared {
  readonly version: Version;
  /** Everything printed, as one text, with how it ended. */
  readonly lines: readonly string[];
}

export interface Comparison {
  readonly source: string;
  readonly unit: string;
  readonly rows: readonly Compared[];
  /** Why it ended before all versions had run; null while it runs and when all have. */
  readonly fault: string | null;
}

/** Versions that printed the same, in their order; the lines in which this group differs from the first one. */
export interface Group {
  readonly versions: readonly Version[];
  readonly lines: readonly string[];
  readonly differs: ReadonlySet<number>;
}

export function comparedOf(version: Version, summary: RunSummary): Compared {
  const text = summary.output.map((chunk) => chunk.text).join("");
  const lines = text === "" ? [] : text.replace(/\n$/, "").split("\n");
  const end = ending(summary.outcome);
  return { version, lines: end === "" || lines.at(-1) === end ? lines : [...lines, end] };
}

export function groupsOf(rows: readonly Compared[]): readonly Group[] {
  const groups: { versions: Version[]; lines: readonly string[] }[] = [];
  for (const row of rows) {
    const same = groups.find((group) => group.lines.length === row.lines.length && group.lines.every((line, index) => line === row.lines[index]));
    if (same) same.versions.push(row.version);
    else groups.push({ versions: [row.version], lines: row.lines });
  }
  const length = Math.max(0, ...groups.map((group) => group.lines.length));
  const parting = new Set<number>();
  for (let line = 0; line < length; line++) if (groups.some((group) => group.lines[line] !== groups[0]!.lines[line])) parting.add(line);
  return groups.map((group) => ({ ...group, differs: parting }));
}

/** `3.8 to 3.10, 3.12`: neighbours are drawn together. */
export function versionWords(versions: readonly Version[], all: readonly Version[]): string {
  const runs: Version[][] = [];
  for (const version of versions) {
    const last = runs.at(-1);
    if (last && all.indexOf(version) === all.indexOf(last.at(-1)!) + 1) last.push(version);
    else runs.push([version]);
  }
  return runs.map((run) => (run.length > 2 ? `${run[0]} to ${run.at(-1)}` : run.join(", "))).join(", ");
}

function ending(outcome: Outcome): string {
  switch (outcome.type) {
    case "finished":
      return "";
    case "exited":
      return `left with status ${outcome.value.status}`;
    case "raised":
      return outcome.value.message;
    case "syntax_error":
      return `${outcome.value.exception}: ${outcome.value.message}`;
    case "unsupported":
      return `not supported yet: ${outcome.value.what}`;
    case "stopped":
      return `stopped at its limit of ${outcome.value.limit}`;
    default:
      return "the engine failed";
  }
}
