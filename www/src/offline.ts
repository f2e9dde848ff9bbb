/** After the first visit the page works without a network: a service worker keeps its files. */
import { trustedScript } from "./dom/trusted.ts";

/** Asked for once the page is at rest: nobody waits for it. A browser that refuses is one that needs the network. */
export function keepOffline(): void {
  if (!("serviceWorker" in navigator)) return;
  const begin = () => {
    const url = new URL("../service-worker.js", import.meta.url).href;
    navigator.serviceWorker.register(trustedScript(url) as string).catch(() => undefined);
  };
  if (document.readyState === "complete") setTimeout(begin, 1000);
  else window.addEventListener("load", () => setTimeout(begin, 1000));
}
