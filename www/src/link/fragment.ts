/**
 * Links, spelled. The state is in the fragment alone, which no browser sends anywhere. Both forms are for ever:
 *
 *     #lesson=circular-references&py=3.13&step=12     to write by hand; also `code=` with a percent-encoded program
 *     #1<payload>&step=12                             the share button's; `1` is the format of the payload
 *
 * The payload is JSON (`py`, `unit`, `lesson`, `code`), deflate-raw, base64url. No link ends in `=`, `_` or `-`: what makes
 * links of addresses in running text drops those.
 */
import { lessonById } from "../lessons/lessons.ts";
import { NO_AIM, type Aim, type BrokenLink, type Link } from "../state/link.ts";
import { isUnit, isVersion, NEWEST, VERSIONS } from "../state/setup.ts";
import { LAYERS, type HeapForm, type Layers } from "../state/state.ts";
import { MOST_BYTES, pack, PayloadFault, unpack } from "./payload.ts";

const FORMAT = "1";
const LAYER_NAMES = Object.keys(LAYERS) as (keyof Layers)[];

export type Opened = { readonly kind: "link"; readonly link: Link } | { readonly kind: "broken"; readonly broken: BrokenLink } | { readonly kind: "none" };

/** The fragment of an address that opens `link`, with its `#`. */
export async function fragmentOf(link: Link): Promise<string> {
  const parts: string[] = [];
  const { aim } = link;
  const unit = link.unit === "repl" ? "repl" : null;
  if (link.source === null) {
    parts.push(`lesson=${escape(link.lesson ?? "")}`, `py=${link.version ?? NEWEST}`);
    if (unit) parts.push(`unit=${unit}`);
  } else {
    // The program comes last: of a link that was cut off, what stands before it and its beginning can still be read.
    const payload = { py: link.version ?? NEWEST, ...(unit && { unit }), ...(link.lesson !== null && { lesson: link.lesson }), code: link.source };
    parts.push(FORMAT + (await pack(JSON.stringify(payload))));
  }
  if (link.form !== null) parts.push(`view=${link.form}`);
  if (link.layers !== null) parts.push(`show=${LAYER_NAMES.filter((name) => link.layers?.[name]).join(".") || "data"}`);
  for (const [name, value] of Object.entries(link.unknown)) parts.push(`${escape(name)}=${escape(value)}`);
  if (aim.object !== null) parts.push(`on=${escape(aim.object)}`);
  if (aim.line) parts.push(`line=${aim.line}`);
  if (aim.step !== null) parts.push(`step=${aim.step}`);
  const fragment = `#${parts.join("&")}`;
  return /[=_-]$/.test(fragment) ? `${fragment}&v=1` : fragment;
}

/** What a fragment means. It may be anything: nothing in it is trusted, and it never throws. */
export async function readFragment(fragment: string): Promise<Opened> {
  const text = fragment.replace(/^#/, "");
  if (text === "") return { kind: "none" };
  if (text.length > 2 * MOST_BYTES) return broken("it is longer than any program that could be run");
  const [head = "", ...rest] = text.split("&");
  const written = /^[a-z][a-z_-]*=/.test(head);
  // An address may name a place on the page, as the link to the code does.
  if (!written && /^[A-Za-z][\w-]*$/.test(text)) return { kind: "none" };
  const fields = new Map<string, string>();
  for (const part of written ? [head, ...rest] : rest) {
    if (part === "") continue;
    const at = part.indexOf("=");
    const name = unescape(at < 0 ? part : part.slice(0, at));
    const value = unescape(at < 0 ? "" : part.slice(at + 1));
    if (name === null || value === null) return broken(`the percent signs in ${JSON.stringify(part.slice(0, 40))} don't stand for characters`);
    fields.set(name, value);
  }
  if (!written) {
    const failed = await readPayload(head, fields);
    if (failed) return failed;
  }
  return fromFields(fields);
}

/** Adds the payload's fields; gives what is wrong with it, if something is. */
async function readPayload(head: string, fields: Map<string, string>): Promise<Opened | null> {
  if (!/^[0-9]/.test(head)) return broken("it doesn't begin as a link of Heaplens does");
  if (head[0] !== FORMAT) return broken(`its format is number ${head[0]}, which this Heaplens doesn't know; it may come from a newer one`);
  let text: string;
  try {
    text = await unpack(head.slice(1));
  } catch (error) {
    const begun = error instanceof PayloadFault ? error.text : "";
    return broken(error instanceof Error ? error.message : "it can't be read", codeOf(begun));
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return broken("its program came out incomplete", codeOf(text));
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return broken("what it holds is not a program");
  for (const [name, one] of Object.entries(value)) {
    if (!fields.has(name)) fields.set(name, typeof one === "string" ? one : JSON.stringify(one));
  }
  return null;
}

function fromFields(fields: Map<string, string>): Opened {
  const warnings: string[] = [];
  const take = (name: string) => {
    const value = fields.get(name) ?? null;
    fields.delete(name);
    return value;
  };
  const lesson = take("lesson");
  const source = take("code");
  const address = take("src");
  if (source === null && address !== null) return broken(`it names a program at ${JSON.stringify(address.slice(0, 200))}, and Heaplens fetches nothing from elsewhere: open that address and paste the program here`);
  if (source === null && lesson === null) return broken("it names no program");
  const known = lesson === null ? null : lessonById(lesson);
  if (source === null && !known) return broken(`there is no lesson called ${JSON.stringify(lesson?.slice(0, 60))}`);
  const py = take("py");
  if (py !== null && !isVersion(py)) warnings.push(`It asks for CPython ${JSON.stringify(py.slice(0, 20))}, and ${VERSIONS[0]} to ${NEWEST} are modelled.`);
  const unit = take("unit");
  if (unit !== null && !isUnit(unit)) warnings.push(`It asks to run as ${JSON.stringify(unit.slice(0, 20))}; it can be script or repl.`);
  const form = take("view");
  const link: Link = {
    lesson: known?.id ?? null,
    source,
    version: isVersion(py) ? py : null,
    unit: isUnit(unit) ? unit : null,
    aim: { ...NO_AIM, step: number(take("step"), "step", warnings), line: number(take("line"), "line", []), object: take("on") } satisfies Aim,
    form: form === "diagram" || form === "table" ? (form satisfies HeapForm) : null,
    layers: layersOf(take("show")),
    unknown: (take("v"), Object.fromEntries(fields)),
    warnings,
  };
  const strange = Object.keys(link.unknown);
  if (strange.length) warnings.push(`It says more than this Heaplens knows (${strange.map((name) => name.slice(0, 30)).join(", ")}); that stays in the link.`);
  return { kind: "link", link };
}

function layersOf(text: string | null): Layers | null {
  if (text === null) return null;
  const shown = text.split(".");
  return Object.fromEntries(LAYER_NAMES.map((name) => [name, shown.includes(name)])) as unknown as Layers;
}

function number(text: string | null, name: string, warnings: string[]): number | null {
  if (text === null) return null;
  const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
  if (!Number.isNaN(value)) return value;
  warnings.push(`Its ${name} is no number: ${JSON.stringify(text.slice(0, 20))}.`);
  return null;
}

/** The beginning of the program in the beginning of a payload's JSON. */
function codeOf(json: string): string | null {
  const body = /"code":"((?:[^"\\]|\\.)*)/s.exec(json)?.[1];
  if (!body) return null;
  try {
    return JSON.parse(`"${body.replace(/\\u[0-9a-fA-F]{0,3}$/, "")}"`) as string;
  } catch {
    return null;
  }
}

/** Percent signs for what an address can't hold as it is, and no more than that. */
function escape(text: string): string {
  return encodeURIComponent(text).replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%2F", "/");
}

function unescape(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function broken(fault: string, salvaged: string | null = null): Opened {
  return { kind: "broken", broken: { fault, salvaged: salvaged || null } };
}
