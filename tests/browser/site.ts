// What each test stands on: the site, served as a plain static host would under some path of its own, and a page that
// is watched: a test fails for whatever the page complains of, fetches from elsewhere, or fails to fetch.
import { createServer, type Server } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, resolve, sep } from "node:path";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { test as base, type Page } from "@playwright/test";

/** The site, without a slash at its end. HEAPLENS_DIST names another build of the page, for who works on it. */
const DIST = resolve(process.env["HEAPLENS_DIST"] ?? fileURLToPath(new URL("../../www/dist", import.meta.url)));
/** Where screenshots go; a path that ends in a slash. */
export const ARTEFACTS = fileURLToPath(new URL("../artefacts/", import.meta.url));

/** The site lies deep on purpose: one that asks for `/assets/…` doesn't work on a page of somebody's course. */
const BASE_PATH = "/courses/python-memory/";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".txt": "text/plain; charset=utf-8",
};

/** Chromium's cache gives up on an engine that several workers fetch at a time: it isn't to keep it. */
function cacheControl(file: string): string {
  return extname(file) === ".wasm" ? "no-store" : "max-age=600";
}

async function serve(): Promise<Server> {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://site").pathname);
    const below = path.startsWith(BASE_PATH) ? path.slice(BASE_PATH.length) : null;
    const file = below === null ? null : join(DIST, below === "" || below.endsWith("/") ? `${below}index.html` : below);
    try {
      if (!file?.startsWith(DIST + sep)) throw new Error("outside the site");
      const body = await readFile(file);
      response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", "x-content-type-options": "nosniff", "cache-control": cacheControl(file) });
      response.end(body);
    } catch {
      response.writeHead(404, { "content-type": "text/plain" }).end("not here");
    }
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return server;
}

/** What went wrong on a page while nobody asked. */
function watch(page: Page, origin: string): string[] {
  const troubles: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") troubles.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => troubles.push(`uncaught: ${error.message}`));
  page.on("crash", () => troubles.push("the page crashed"));
  page.on("dialog", (dialog) => {
    troubles.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.context().on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol !== "data:" && url.protocol !== "blob:" && url.origin !== origin) troubles.push(`a request to ${url.href}`);
  });
  page.context().on("response", (response) => {
    if (response.status() >= 400) troubles.push(`${response.status()} for ${response.url()}`);
  });
  page.context().on("requestfailed", (request) => {
    // What a page that goes away was still fetching is missed by nobody.
    if (request.failure()?.errorText === "net::ERR_ABORTED") return;
    // The browser's own cache may be full or busy: it then fetches without it.
    if (request.failure()?.errorText.startsWith("net::ERR_CACHE_")) return;
    troubles.push(`${request.failure()?.errorText} for ${request.url()}`);
  });
  return troubles;
}

interface WorkerFixtures {
  /** Where the site is: an address that ends in `/`. */
  readonly site: string;
}

interface TestFixtures {
  /** What the page complained of so far; it has to be empty at the end, and a test that expects a trouble takes it out. */
  readonly troubles: string[];
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  site: [
    // The empty pattern is Playwright's way to say that this needs no other fixture.
    async ({}, use) => {
      const server = await serve();
      await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}${BASE_PATH}`);
      await new Promise((closed) => server.close(closed));
    },
    { scope: "worker" },
  ],
  troubles: [
    async ({ page, site }, use) => {
      const troubles = watch(page, new URL(site).origin);
      await use(troubles);
      base.expect(troubles, "the page complained of nothing").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect } from "@playwright/test";
