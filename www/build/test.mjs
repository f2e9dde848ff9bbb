// Bundles test/*.test.ts with esbuild and gives them to Node's own test runner.
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const wanted = process.argv.slice(2);
const tests = readdirSync(join(root, "test"))
  .filter((name) => name.endsWith(".test.ts") && (wanted.length === 0 || wanted.some((part) => name.includes(part))));
const out = mkdtempSync(join(root, "node_modules/.tests-"));
try {
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: tests.map((name) => `test/${name}`),
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    loader: { ".py": "text" },
    define: { ROOT: JSON.stringify(root) },
    sourcemap: "inline",
    logLevel: "warning",
    outdir: out,
    outExtension: { ".js": ".mjs" },
  });
  const files = tests.map((name) => join(out, name.replace(/\.ts$/, ".mjs")));
  const run = spawnSync(process.execPath, ["--enable-source-maps", "--test", ...files], { stdio: "inherit" });
  process.exitCode = run.status ?? 1;
} finally {
  rmSync(out, { recursive: true, force: true });
}
