import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const css = readFileSync(join(ROOT, "src/style/tokens.css"), "utf8");

function tokens(part: string): Map<string, string> {
  return new Map([...part.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})\b/g)].map((match) => [match[1]!, match[2]!]));
}

const dark = css.indexOf("prefers-color-scheme: dark");
const themes = {
  light: tokens(css.slice(0, dark)),
  dark: new Map([...tokens(css.slice(0, dark)), ...tokens(css.slice(dark))]),
};

function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255).map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(a: string, b: string): number {
  const [light, shade] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light! + 0.05) / (shade! + 0.05);
}

const TINTS = ["k-number-tint", "k-text-tint", "k-container-tint", "k-instance-tint", "k-code-tint", "k-buffer-tint", "k-frame-tint"];

/** Text on what it stands on: 4.5 to 1. */
const TEXT: readonly (readonly [string, readonly string[]])[] = [
  ["ink", ["paper", "panel", "sunk", "now", "no-soft", "accent-soft", "select", ...TINTS]],
  ["quiet", ["paper", "panel", "sunk", "now", "no-soft", "accent-soft", ...TINTS]],
  ["accent", ["paper", "panel", "accent-soft", ...TINTS]],
  ["accent-ink", ["accent"]],
  ["no", ["paper", "panel", "no-soft"]],
  ["ok", ["paper", "panel"]],
  ...["syn-keyword", "syn-name", "syn-string", "syn-number", "syn-comment"].map((name) => [name, ["panel", "now", "no-soft"]] as const),
];

/** Signs and edges that mean something: 3 to 1. */
const SIGNS: readonly (readonly [string, readonly string[]])[] = [
  ["accent", ["paper", "panel", "now"]],
  ["quiet", ["paper", "panel"]],
  ...["k-number", "k-text", "k-container", "k-instance", "k-code", "k-buffer", "k-frame"].map((name) => [name, ["paper"]] as const),
];

for (const [theme, colours] of Object.entries(themes)) {
  const colour = (name: string) => colours.get(name) ?? assert.fail(`${theme} has no --${name}`);
  test(`${theme}: text keeps the AA contrast on whatever it stands`, () => {
    for (const [ink, grounds] of TEXT) {
      for (const ground of grounds) {
        const found = contrast(colour(ink), colour(ground));
        assert.ok(found >= 4.5, `${ink} on ${ground}: ${found.toFixed(2)}`);
      }
    }
  });
  test(`${theme}: signs keep theirs`, () => {
    for (const [sign, grounds] of SIGNS) {
      for (const ground of grounds) {
        const found = contrast(colour(sign), colour(ground));
        assert.ok(found >= 3, `${sign} on ${ground}: ${found.toFixed(2)}`);
      }
    }
  });
}
