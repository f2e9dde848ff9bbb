/** The one way in which the state changes: pure, total, and without the DOM. */
import { lessonById } from "../lessons/lessons.ts";
import type { Action } from "./action.ts";
import { setupOfLink, usualLayers, type Aim } from "./link.ts";
import { reduceEngine } from "./reduce_engine.ts";
import { isStale } from "./select.ts";
import { reduceTime } from "./reduce_time.ts";
import { SPLIT, type Landing, type Look, type State } from "./state.ts";

export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case "edited":
      return action.source === state.draft.source ? state : { ...state, draft: { ...state.draft, source: action.source } };
    case "typed": {
      const { source } = state.draft;
      const whole = `${source}${source === "" || source.endsWith("\n") ? "" : "\n"}${action.statement}\n`;
      return startRun({ ...state, draft: { ...state.draft, source: whole }, setup: { ...state.setup, unit: "repl" } }, "end");
    }
    case "lesson_picked": {
      const lesson = lessonById(action.id);
      if (!lesson) return state;
      // The panel of the lesson before goes with it; one that a person opened stays.
      const left = state.draft.lesson === null ? null : (lessonById(state.draft.lesson)?.panel ?? null);
      const drawer = lesson.panel ?? (state.look.drawer === left ? null : state.look.drawer);
      const look = { ...state.look, drawer, layers: { ...state.look.layers, shared: lesson.showsShared } };
      return startRun({ ...state, draft: { source: lesson.source, lesson: lesson.id }, look, notice: null, link: { ...state.link, unknown: {} } }, "first_picture");
    }
    case "setup_changed": {
      const setup = { ...state.setup, ...action.setup };
      if (setup.version === state.setup.version && setup.unit === state.setup.unit) return state;
      const changed = { ...state, setup };
      // Another version of a run that is on screen is what the switch is for; of nothing, nothing.
      return state.run && state.engine.kind !== "down" ? startRun(changed, isStale(state) ? "end" : "same") : changed;
    }
    case "run":
      return startRun(state, action.landing);
    case "stop":
      return stopRun(state);
    case "restart_engine":
      return state.engine.kind === "down" ? { ...state, engine: { kind: "loading" } } : state;
    case "notice":
      return { ...state, notice: action.notice };
    case "notice_dismissed":
      return state.notice ? { ...state, notice: null } : state;
    case "link_opened":
      return openLink(state, action);
    case "link_broken":
      return { ...state, link: { ...state.link, address: action.address }, notice: { kind: "link_broken", ...action.broken } };
    case "address_written":
      return state.link.address === action.address ? state : { ...state, link: { ...state.link, address: action.address } };
    case "aside_brought_back": {
      if (!state.aside) return state;
      const aside = { draft: state.draft, setup: state.setup };
      return { ...state, draft: state.aside.draft, setup: state.aside.setup, aside, notice: null, link: { ...state.link, unknown: {} } };
    }
    case "salvage_taken": {
      const source = state.notice?.kind === "link_broken" ? state.notice.salvaged : null;
      return source === null ? state : { ...putAside(state, source), draft: { source, lesson: null }, notice: null };
    }
    case "share":
      return state.link.share === action.open ? state : { ...state, link: { ...state.link, share: action.open } };
    case "engine_ready":
    case "engine_down":
    case "runs_long":
    case "progress":
    case "ended":
    case "scene":
    case "studied":
    case "surveyed":
    case "told":
    case "claimed":
    case "comparing":
    case "compared":
    case "compare_failed":
      return reduceEngine(state, action);
    case "first":
    case "last":
    case "forward":
    case "back":
    case "scrubbed":
    case "went_to":
    case "went_after_line":
    case "play":
    case "pause":
    case "tick":
    case "speed":
    case "predict":
    case "predicted":
      return reduceTime(state, action);
    case "split":
      return withLook(state, { split: Math.min(SPLIT.most, Math.max(SPLIT.least, action.split)) });
    case "tab":
      return withLook(state, { tab: action.tab });
    case "heap_form":
      return withLook(state, { heapForm: action.form });
    case "narrow":
      return withLook(state, { narrow: action.narrow });
    case "heap_width":
      return withLook(state, { heapWidth: action.width });
    case "help":
      return withLook(state, { help: action.open });
    case "lesson_words":
      return withLook(state, { lessonOpen: action.open });
    case "unfold": {
      const { unfolded } = state.look;
      return withLook(state, { unfolded: unfolded.includes(action.object) ? unfolded.filter((one) => one !== action.object) : [...unfolded, action.object] });
    }
    case "near":
      return withLook(state, { near: action.object === null ? null : { object: action.object, title: action.title } });
    case "seek":
      return { ...state, seeking: { object: action.object, forward: action.forward } };
    case "slow":
      return { ...state, slow: action.number === null || !state.run ? null : { run: state.run.id, number: action.number, collection: null, phase: 0 } };
    case "phase": {
      const { slow } = state;
      const last = (slow?.collection?.phases.length ?? 1) - 1;
      return slow ? { ...state, slow: { ...slow, phase: Math.min(last, Math.max(0, action.phase)) } } : state;
    }
    case "expression":
      return { ...state, expression: { ...state.expression, text: action.text.trim() } };
    case "drawing":
      return { ...state, drawing: action.as && { as: action.as, svg: undefined } };
    case "map_size":
      return { ...state, map: { ...state.map, size: action.size, pointed: null } };
    case "map_traced":
      return { ...state, map: { ...state.map, traced: action.at, pointed: null } };
    case "map_object":
      return withLook({ ...state, focus: { ...state.focus, object: null }, map: { ...state.map, object: action.object, pointed: null } }, { drawer: "memory" });
    case "map_pointed":
      return { ...state, map: { ...state.map, pointed: action.at && { ...action.at, block: undefined } } };
    case "drawer":
      return withLook({ ...state, focus: { ...state.focus, object: null }, map: { ...state.map, object: null, pointed: null, traced: null } }, { drawer: action.drawer });
    case "focus":
      if (state.focus.object === action.object) return state;
      return withLook({ ...state, focus: { ...state.focus, object: action.object } }, action.object === null ? {} : { drawer: null });
    case "hint":
      return state.focus.hinted === action.object ? state : { ...state, focus: { ...state.focus, hinted: action.object } };
    case "layers":
      return withLook(state, { layers: { ...state.look.layers, ...action.layers } });
  }
}

/**
 * Starts the text as it stands. The picture of the run before stays until the new one has come:
 * nothing jumps, nothing flashes. An engine that is down is started again first, for a person asked.
 */
function startRun(state: State, landing: Landing, aim: Aim | null = null): State {
  return {
    ...state,
    engine: state.engine.kind === "down" ? { kind: "loading" } : state.engine,
    // A person who runs has read it; a page that runs by itself has not been read yet.
    notice: landing === "first_picture" || landing === "linked" || state.notice?.kind === "storage_refused" ? state.notice : null,
    run: {
      id: (state.run?.id ?? 0) + 1,
      source: state.draft.source,
      setup: state.setup,
      landing,
      aim,
      phase: { kind: "waiting" },
    },
    time: { ...state.time, playing: false },
    // Objects have other numbers in another run.
    look: state.look.near ? { ...state.look, near: null } : state.look,
  };
}

/** The link's program takes the place of the one that is there; one of the person's own is kept aside. */
function openLink(state: State, { link, address, runs }: Extract<Action, { readonly type: "link_opened" }>): State {
  const lesson = link.lesson === null ? null : lessonById(link.lesson);
  const source = link.source ?? lesson?.source ?? "";
  const kept = putAside(state, source);
  const opened: State = {
    ...kept,
    draft: { source, lesson: link.lesson },
    setup: setupOfLink(link, state.setup),
    look: { ...state.look, heapForm: link.form ?? state.look.heapForm, layers: link.layers ?? usualLayers(link.lesson) },
    link: { ...state.link, address, unknown: link.unknown },
    notice: link.warnings.length || kept !== state ? { kind: "link_opened", warnings: link.warnings, aside: kept !== state } : state.notice,
  };
  return runs ? startRun(opened, link.aim.step === null && link.source === null ? "first_picture" : "linked", link.aim) : opened;
}

/** The same state, if what is in the editor can be had again anyway. */
function putAside(state: State, next: string): State {
  const { draft, setup } = state;
  const mine = draft.lesson === null ? draft.source.trim() !== "" : lessonById(draft.lesson)?.source !== draft.source;
  return mine && draft.source !== next ? { ...state, aside: { draft, setup } } : state;
}

function stopRun(state: State): State {
  const { run } = state;
  if (!run || run.phase.kind === "ended") return state;
  const phase =
    run.phase.kind === "running"
      ? { ...run.phase, stopping: true }
      : { kind: "running" as const, steps: 0, line: 0, bytes: 0, output: [], stopping: true };
  return { ...state, run: { ...run, phase } };
}

function withLook(state: State, change: Partial<Look>): State {
  const look = { ...state.look, ...change };
  const same = (Object.keys(change) as (keyof Look)[]).every((key) => state.look[key] === look[key]);
  return same ? state : { ...state, look };
}
