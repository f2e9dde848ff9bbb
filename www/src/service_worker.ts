/** Keeps the page's files for visits without a network. It never answers with anything but this site's own files. */

/** Put in by the build: every file of the page, and a name that changes with any of them. */
declare const FILES: readonly string[];
declare const EDITION: string;

interface Lifetime {
  waitUntil(done: Promise<unknown>): void;
}
interface Fetching extends Lifetime {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Scope {
  addEventListener(type: "install" | "activate", listener: (event: Lifetime) => void): void;
  addEventListener(type: "fetch", listener: (event: Fetching) => void): void;
  skipWaiting(): Promise<void>;
  readonly registration: { readonly scope: string };
}

const scope = globalThis as unknown as Scope;
const PREFIX = "heaplens ";

scope.addEventListener("install", (event) => {
  // What the page has just fetched is taken from the browser's own cache, not fetched again.
  const fill = async () => {
    const cache = await caches.open(PREFIX + EDITION);
    await cache.addAll(FILES.map((file) => new Request(new URL(file, scope.registration.scope), { cache: file.startsWith("assets/") ? "force-cache" : "no-cache" })));
    await scope.skipWaiting();
  };
  event.waitUntil(fill());
});

scope.addEventListener("activate", (event) => {
  const clear = async () => {
    for (const name of await caches.keys()) if (name.startsWith(PREFIX) && name !== PREFIX + EDITION) await caches.delete(name);
  };
  event.waitUntil(clear());
});

scope.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(scope.registration.scope)) return;
  event.respondWith(answer(request));
});

/** A hashed file never changes; of the rest the newest is wanted, and the kept one where there is no network. */
async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(PREFIX + EDITION);
  const kept = await cache.match(request, { ignoreSearch: true });
  if (kept && request.url.includes("/assets/")) return kept;
  try {
    return await fetch(request);
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}
