/** The address bar is the link: what it says is opened, and what is looked at is written into it. */
import { linkOf } from "../state/link.ts";
import { isRunning } from "../state/select.ts";
import type { Store } from "../state/store.ts";
import type { State } from "../state/state.ts";
import { fragmentOf, readFragment } from "./fragment.ts";

/** Browsers forbid too many changes of the address; and nobody copies it while it changes. */
const QUIET_MS = 400;

/**
 * Opens what the address says now; `done` hears whether there was a link to be opened. `runs` = the link's program is
 * shown at its moment; without it the person has to say Run first.
 */
export async function openAddress(store: Store, runs: boolean): Promise<boolean> {
  const address = window.location.hash;
  const opened = await readFragment(address);
  if (opened.kind === "link") {
    const { look, link } = store.state();
    // At a reload of what this page wrote itself, what was arranged since is newer.
    const own = address === link.address;
    store.dispatch({ type: "link_opened", link: own ? { ...opened.link, form: look.heapForm, layers: look.layers } : opened.link, address, runs });
  }
  if (opened.kind === "broken") store.dispatch({ type: "link_broken", broken: opened.broken, address });
  return opened.kind === "link";
}

export function followAddress(store: Store): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let turn = 0;

  async function write(): Promise<void> {
    timer = undefined;
    const mine = ++turn;
    const fragment = await fragmentOf(linkOf(store.state()));
    if (mine !== turn || fragment === window.location.hash) return;
    store.dispatch({ type: "address_written", address: fragment });
    window.history.replaceState(null, "", fragment);
  }

  const unsubscribe = store.subscribe((state, previous) => {
    if (!differs(state, previous) || isRunning(state) || state.time.playing) return;
    // A link that can't be read stays in sight until there is something to say in its place.
    if (state.notice?.kind === "link_broken" && state.draft === previous.draft) return;
    clearTimeout(timer);
    turn++;
    timer = setTimeout(() => void write(), QUIET_MS);
  });
  const changed = () => void openAddress(store, true);
  window.addEventListener("hashchange", changed);

  return () => {
    clearTimeout(timer);
    unsubscribe();
    window.removeEventListener("hashchange", changed);
  };
}

function differs(state: State, previous: State): boolean {
  return state.draft !== previous.draft || state.setup !== previous.setup || state.moment !== previous.moment || state.run !== previous.run
    || state.time.playing !== previous.time.playing || state.focus.object !== previous.focus.object || state.look.heapForm !== previous.look.heapForm
    || state.look.layers !== previous.look.layers;
}
