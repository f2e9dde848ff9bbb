// Builds the page into dist/: html, hashed script, worker, style and engine; any static host can serve the folder.
//   node build/build.mjs            needs the engine in pkg/ (made by wasm-pack)
//   node build/build.mjs --mock     a page for development, against hand-made scenes; goes to dist-mock/
//   … --serve                       and serves it on this machine
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const mock = process.argv.includes("--mock");
const out = join(root, mock ? "dist-mock" : "dist");
const engineAlias = mock ? {} : { "heaplens-wasm": join(root, "pkg/heaplens_wasm.js") };
const enginePath = join(root, "pkg/heaplens_wasm_bg.wasm");

const shared = {
  absWorkingDir: root,
  bundle: true,
  minify: !mock,
  format: "esm",
  target: ["es2022", "chrome111", "firefox115", "safari16.4"],
  loader: { ".py": "text" },
  legalComments: "linked",
  metafile: true,
  logLevel: "warning",
  outdir: join(out, "assets"),
  entryNames: "[name]-[hash]",
};

/** The name, relative to the page, of what esbuild made from `entry`. */
function outputOf(result, entry, extension) {
  for (const [path, output] of Object.entries(result.metafile.outputs)) {
    if (output.entryPoint === entry && path.endsWith(extension)) return "assets/" + path.split("/").pop();
  }
  throw new Error(`esbuild made no ${extension} of ${entry}`);
}

async function placeEngine() {
  if (mock) return "";
  if (!existsSync(enginePath)) {
    throw new Error("pkg/heaplens_wasm_bg.wasm is missing: build the engine first (cargo xtask build does both)");
  }
  const bytes = await readFile(enginePath);
  const name = `engine-${createHash("sha256").update(bytes).digest("hex").slice(0, 8).toUpperCase()}.wasm`;
  await mkdir(join(out, "assets"), { recursive: true });
  await cp(enginePath, join(out, "assets", name));
  return name;
}

/** Runs the engine here, in Node, for the picture that the page opens with. */
async function makeStills() {
  const made = await esbuild.build({
    ...shared,
    stdin: {
      contents: `import { makeStills } from "./build/make_still.ts";
        ${mock ? 'import { mockRun as start } from "./src/engine/mock/mock_run.ts";' : 'import { initSync, Engine } from "heaplens-wasm"; import { readFileSync } from "node:fs";\ninitSync({ module: readFileSync(process.argv[2]) }); const start = (setup) => new Engine(setup);'}
        process.stdout.write(JSON.stringify(makeStills(start)));`,
      resolveDir: root,
      loader: "ts",
    },
    platform: "node",
    metafile: false,
    entryNames: "still",
    outdir: join(root, "node_modules/.still"),
    outExtension: { ".js": ".mjs" },
    alias: engineAlias,
  });
  if (made.errors.length) throw new Error("the still could not be built");
  const file = join(root, "node_modules/.still/still.mjs");
  return execFileSync(process.execPath, [file, enginePath], { maxBuffer: 1 << 26, encoding: "utf8" });
}

async function build() {
  await rm(out, { recursive: true, force: true });
  const engine = await placeEngine();
  const workerEntry = mock ? "src/engine/mock/mock_worker.ts" : "src/worker/worker.ts";
  const worker = await esbuild.build({
    ...shared,
    entryPoints: { worker: workerEntry },
    define: { ENGINE_NAME: JSON.stringify(engine) },
    alias: engineAlias,
  });
  const workerName = outputOf(worker, workerEntry, ".js");
  const page = await esbuild.build({
    ...shared,
    entryPoints: { page: "src/main.ts", style: "src/style/style.css" },
    define: { WORKER_NAME: JSON.stringify(workerName.replace("assets/", "")), STILLS: await makeStills() },
  });
  for (const [source, target] of [["index.html", "index.html"], ["embed.html", "embed/index.html"]]) {
    const html = (await readFile(join(root, "src", source), "utf8"))
      .replace("{{page}}", outputOf(page, "src/main.ts", ".js"))
      .replace("{{style}}", outputOf(page, "src/style/style.css", ".css"));
    await mkdir(dirname(join(out, target)), { recursive: true });
    await writeFile(join(out, target), html);
  }
  await buildGallery(outputOf(page, "src/style/style.css", ".css"));
  await buildServiceWorker();
}

/** Every case of the diagram on one page, as the scene crate's tests hold it. */
async function buildGallery(style) {
  const snapshots = join(root, "../crates/heaplens-scene/tests/snapshots");
  const names = existsSync(snapshots) ? (await readdir(snapshots)).filter((name) => name.endsWith(".svg")).sort() : [];
  await mkdir(join(out, "gallery"), { recursive: true });
  for (const name of names) await cp(join(snapshots, name), join(out, "gallery", name));
  const title = (name) => name.replace(".svg", "").replaceAll("_", " ").replace(/^./, (letter) => letter.toUpperCase());
  const figures = names.map((name) => `<figure><figcaption>${title(name)}</figcaption><img src="${name}" alt="The diagram: ${title(name).toLowerCase()}" loading="lazy"></figure>`);
  const html = (await readFile(join(root, "src/gallery.html"), "utf8")).replace("{{style}}", style).replace("{{figures}}", figures.join("\n"));
  await writeFile(join(out, "gallery/index.html"), html);
}

/** It stands at the root of the site, under a name that stays: the browser compares its bytes for news. */
async function buildServiceWorker() {
  const assets = (await readdir(join(out, "assets"))).filter((name) => !name.endsWith(".txt")).sort().map((name) => `assets/${name}`);
  const files = ["./", "embed/", ...assets];
  const edition = createHash("sha256");
  for (const name of ["index.html", "embed/index.html", ...assets]) edition.update(await readFile(join(out, name)));
  await esbuild.build({
    ...shared,
    entryPoints: { "service-worker": "src/service_worker.ts" },
    entryNames: "[name]",
    outdir: out,
    define: { FILES: JSON.stringify(files), EDITION: JSON.stringify(edition.digest("hex").slice(0, 12)) },
  });
}

const types = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
  ".wasm": "application/wasm", ".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8",
};

function serve(port) {
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://page").pathname));
    const file = join(out, path.endsWith("/") ? path + "index.html" : path);
    try {
      if (!file.startsWith(out)) throw new Error("outside");
      const body = await readFile(file);
      response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream", "cache-control": "no-store" });
      response.end(body);
    } catch {
      response.writeHead(404).end("not here");
    }
  });
  server.listen(port, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}/`));
}

await build();
if (process.argv.includes("--serve")) serve(Number(process.env.PORT ?? 8423));
