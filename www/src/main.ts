/** Puts the page together: the state, its panels, and what acts on the world for it. */
import { slot } from "./dom/element.ts";
import { editorPanel } from "./editor/editor_panel.ts";
import { driveClaims } from "./engine/claims_driver.ts";
import { driveComparison } from "./engine/compare_driver.ts";
import { driveEngine, startWorker } from "./engine/engine_driver.ts";
import { heapPanel } from "./heap/heap_panel.ts";
import { browserStorage, keep } from "./keeper.ts";
import { keepOffline } from "./offline.ts";
import { listenToKeys } from "./keyboard.ts";
import { followAddress, openAddress } from "./link/address.ts";
import { embedHeadPanel } from "./embed/embed_head.ts";
import { talkToHost } from "./embed/messages.ts";
import { announce } from "./panels/announcer.ts";
import { dividerPanel } from "./panels/divider.ts";
import { headerPanel } from "./panels/header.ts";
import { helpPanel } from "./panels/help.ts";
import { noticePanel } from "./panels/notice.ts";
import { outputPanel } from "./panels/output.ts";
import { lessonPanel } from "./panels/lesson.ts";
import { mountPanel, type MakePanel } from "./panels/panel.ts";
import { sharePanel } from "./panels/share.ts";
import { tabsPanel } from "./panels/tabs.ts";
import { timeBarPanel } from "./panels/time_bar.ts";
import { wordsPanel } from "./panels/words.ts";
import { play } from "./player.ts";
import { restore, type Restored } from "./state/drafts.ts";
import { FIRST_LESSON } from "./lessons/lessons.ts";
import { initialState, type State } from "./state/state.ts";
import { stillMoment } from "./state/still.ts";
import { createStore } from "./state/store.ts";

/** The small view in somebody's page: it keeps nothing, and leaves its address as it was given. */
const embedded = document.documentElement.dataset["embed"] !== undefined;
const storage = embedded ? null : browserStorage();
const restored: Restored = embedded ? { state: initialState(), runsByItself: true } : restore(storage, initialState());
const store = createStore(withStill(restored));

if (!embedded) {
  const narrow = window.matchMedia("(max-width: 700px)");
  store.dispatch({ type: "narrow", narrow: narrow.matches });
  narrow.addEventListener("change", () => store.dispatch({ type: "narrow", narrow: narrow.matches }));
}

type Place = readonly [string, string, MakePanel];
const SMALL: readonly Place[] = [
  ["controls", "The head", embedHeadPanel],
  ["notice", "The notice", noticePanel],
  ["editor", "The editor", editorPanel],
  ["heap-body", "The heap", heapPanel],
  ["words", "The words", wordsPanel],
  ["time", "The time bar", timeBarPanel],
];
const WHOLE: readonly Place[] = [
  ["controls", "The head", headerPanel],
  ["tabs", "The tabs", tabsPanel],
  ["notice", "The notice", noticePanel],
  ["lesson-words", "The lesson", lessonPanel],
  ["editor", "The editor", editorPanel],
  ["output", "The output", outputPanel],
  ["divider", "The divider", dividerPanel],
  ["heap-body", "The heap", heapPanel],
  ["words", "The words", wordsPanel],
  ["time", "The time bar", timeBarPanel],
  ["help", "The help", helpPanel],
  ["share", "The share dialog", sharePanel],
];
for (const [id, name, make] of embedded ? SMALL : WHOLE) mountPanel(slot(id), name, store, make);

announce(slot("announcer"), store);
listenToKeys(store);
play(store);
if (storage) keep(store, storage);
await begin();
if (embedded) talkToHost(store);
else followAddress(store);
driveEngine(store, startWorker);
driveComparison(store, startWorker);
if (!embedded) driveClaims(store, startWorker);
if (!embedded) keepOffline();

/**
 * The first lesson shows its first picture by itself, and a link its moment. What a person wrote waits for them to say
 * Run; so does everything after a crash. The address that this page wrote for a draft is no link from elsewhere.
 */
async function begin(): Promise<void> {
  const { hash } = window.location;
  const crashed = restored.state.notice?.kind === "not_run_after_crash";
  const linked = hash !== "" && (hash !== restored.state.link.address || restored.runsByItself) && (await openAddress(store, !crashed));
  if (!linked && restored.runsByItself) store.dispatch({ type: "run", landing: "first_picture" });
}

/** The picture that is about to come stands there already, if it is the one that was made while the page was built. */
function withStill({ state, runsByItself }: Restored): State {
  const usual = initialState();
  const same = state.draft.source === FIRST_LESSON.source && state.setup.version === usual.setup.version && state.setup.unit === usual.setup.unit;
  if (!runsByItself || !same || window.location.hash !== "") return state;
  const across = document.documentElement.clientWidth;
  return { ...state, moment: stillMoment(STILLS, across <= 700 ? across : across * (1 - state.look.split)) };
}
