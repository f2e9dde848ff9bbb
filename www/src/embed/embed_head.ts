/** The head of an embed: whose it is, the Python, Run, and the way out with everything that was changed. */
import { h } from "../dom/element.ts";
import { icon, swapIcon } from "../dom/icons.ts";
import { fragmentOf } from "../link/fragment.ts";
import type { Panel } from "../panels/panel.ts";
import { linkOf } from "../state/link.ts";
import { isStale } from "../state/select.ts";
import { VERSIONS, isVersion } from "../state/setup.ts";
import type { State } from "../state/state.ts";
import type { Dispatch } from "../state/store.ts";

/** The way out is written anew when things have been quiet for so long. */
const QUIET_MS = 120;

export function embedHeadPanel(dispatch: Dispatch): Panel {
  const playground = new URL("../", window.location.href.replace(/[#?].*$/, "")).href;
  const version = h("select", { class: "pick", "aria-label": "Python version" },
    ...[...VERSIONS].reverse().map((one) => h("option", { value: one }, `CPython ${one}`)));
  version.addEventListener("change", () => {
    if (isVersion(version.value)) dispatch({ type: "setup_changed", setup: { version: version.value } });
  });
  const words = h("span", {});
  const run = h("button", { type: "button", class: "button button-main" }, icon("run"), words);
  let running = false;
  run.addEventListener("click", () => dispatch(running ? { type: "stop" } : { type: "run", landing: "end" }));
  const out = h("a", { class: "embed-out", href: playground, target: "_blank", rel: "noopener" }, "Open", h("span", { class: "embed-where" }, " in the playground"));
  const dom = h("div", { class: "controls" }, h("h1", { class: "embed-name" }, "Heaplens"), h("span", { class: "picker" }, version), h("span", { class: "spring" }), out, run);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let turn = 0;

  function update(state: State, previous: State | null): void {
    if (version.value !== state.setup.version) version.value = state.setup.version;
    running = state.run?.phase.kind === "running";
    swapIcon(run, running ? "stop" : "run");
    words.textContent = running ? "Stop" : "Run";
    run.classList.toggle("is-running", running);
    run.classList.toggle("is-due", !running && isStale(state));
    if (previous && state.draft === previous.draft && state.moment === previous.moment && state.setup === previous.setup && state.focus === previous.focus) return;
    clearTimeout(timer);
    const mine = ++turn;
    timer = setTimeout(() => void fragmentOf(linkOf(state)).then((fragment) => mine === turn && (out.href = playground + fragment)), QUIET_MS);
  }

  return { dom, update, destroy: () => clearTimeout(timer) };
}
