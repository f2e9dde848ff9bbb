/** A Trusted Types policy that vouches for the page's own scripts, and for no other address. */

interface TrustedTypesHost {
  readonly trustedTypes?: {
    createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): unknown };
  };
}

let policy: { createScriptURL(url: string): unknown } | null = null;

/** The worker beside this script, and the service worker above it. */
function isOwn(url: string): boolean {
  return [WORKER_NAME, "../service-worker.js"].some((name) => url === new URL(name, import.meta.url).href);
}

export function trustedScript(url: string): unknown {
  const { trustedTypes } = globalThis as TrustedTypesHost;
  if (!trustedTypes) return url;
  policy ??= trustedTypes.createPolicy("heaplens", {
    createScriptURL(wanted) {
      if (!isOwn(wanted)) throw new TypeError("not a script of this page");
      return wanted;
    },
  });
  return policy.createScriptURL(url);
}
