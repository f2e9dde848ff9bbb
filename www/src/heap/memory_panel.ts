/**
 * The memory as the allocators keep it: what is in use over time, and the map of arenas, pools and blocks. The map is
 * painted by the engine; the same stands beside it in words and numbers.
 */
import { h } from "../dom/element.ts";
import { sizeWords, wholeAddress } from "../state/describe.ts";
import type { Picture } from "../state/dossier.ts";
import type { Dispatch } from "../state/store.ts";
import type { State } from "../state/state.ts";
import type { BlockUse, BlockView, MemoryView } from "../state/wire.ts";
import { memoryChart } from "./memory_chart.ts";

export interface MemoryPanel {
  readonly dom: HTMLElement;
  update(state: State): void;
  destroy(): void;
}

/** The map's height on the page, in px. */
const MAP_HEIGHT = 216;
const WIDTH_STEP = 8;
/** Lines that are listed, of those that asked for most. */
const TRACED = 10;

const USES: Readonly<Record<BlockUse["type"], string>> = { free: "free", kept: "kept for the next object of their type", part: "tables and arrays of objects", object: "" };
const KINDS: Readonly<Record<Extract<BlockUse, { type: "object" }>["value"], string>> = {
  number: "numbers", text: "strings and bytes", container: "containers", instance: "instances", class: "classes", function: "functions",
  buffer: "buffers", frame: "frames and generators", module: "modules", other: "other objects",
};

export function memoryPanel(dispatch: Dispatch): MemoryPanel {
  const chart = memoryChart(dispatch);
  const canvas = h("canvas", { class: "memory-map", role: "img", "aria-label": "Map of the arenas, pools and blocks" });
  const pointed = h("p", { class: "memory-pointed", role: "status" });
  const summary = h("p", { class: "memory-words" });
  const uses = h("ul", { class: "memory-uses", "aria-label": "What the small blocks are used for" });
  const classes = h("tbody", {});
  const traced = h("tbody", {});
  const tracing = h("section", { class: "memory-traced", "aria-label": "Traced by line", hidden: true },
    h("p", { class: "quiet" }, "What tracemalloc traced, by the line that asked. Press one to frame its blocks in the map."),
    h("table", { class: "memory-classes" },
      h("thead", {}, h("tr", {}, ...["Line", "Blocks", "Bytes"].map((name) => h("th", { scope: "col" }, name)))), traced));
  const host = h("div", { class: "memory-host" }, canvas);
  const dom = h("div", { class: "memory" }, chart.dom,
    h("section", { class: "memory-blocks", "aria-label": "Arenas, pools and blocks" }, summary, host, pointed, tracing, uses,
      h("details", {}, h("summary", {}, "By size of block"),
        h("table", { class: "memory-classes" },
          h("thead", {}, h("tr", {}, ...["Block", "Pools", "In use", "Free"].map((name) => h("th", { scope: "col" }, name)))), classes))));
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  let shown: MemoryView | null = null;
  let painted: Picture | null = null;
  let told: BlockView | null | undefined;
  let lit: State["map"]["traced"] = null;
  let listed: MemoryView | null | undefined;
  let width = 0;
  let scale = 1;

  const measure = () => {
    if (width <= 0) return;
    scale = Math.min(3, Math.max(1, Math.round(window.devicePixelRatio)));
    dispatch({ type: "map_size", size: { width: width * scale, height: MAP_HEIGHT * scale, scale, dark: dark.matches } });
  };
  const observer = new ResizeObserver((entries) => {
    const next = Math.floor((entries.at(-1)?.contentRect.width ?? 0) / WIDTH_STEP) * WIDTH_STEP;
    if (next === width) return;
    width = next;
    measure();
  });
  observer.observe(host);
  dark.addEventListener("change", measure);

  canvas.addEventListener("click", (event) => point(event));
  canvas.addEventListener("pointermove", (event) => event.pointerType === "mouse" && point(event));

  let last = "";
  function point(event: MouseEvent): void {
    const { left, top, width: across } = canvas.getBoundingClientRect();
    const ratio = across > 0 ? canvas.width / across : 1;
    const at = { x: Math.max(0, Math.floor((event.clientX - left) * ratio)), y: Math.max(0, Math.floor((event.clientY - top) * ratio)) };
    if (`${at.x} ${at.y}` === last) return;
    last = `${at.x} ${at.y}`;
    dispatch({ type: "map_pointed", at });
  }

  function update(state: State): void {
    chart.update(state);
    const { memory, map } = state;
    if (memory && memory.picture !== painted) paint(memory.picture);
    if (memory?.view && memory.view !== shown) tell(memory.view);
    if (map.traced !== lit || memory?.view !== listed) {
      lit = map.traced;
      listed = memory?.view;
      lines(listed?.traced ?? []);
    }
    const block = map.pointed?.block ?? (map.pointed ? told : (memory?.view?.marked ?? null));
    if (block !== told || pointed.childNodes.length === 0) {
      told = block;
      pointed.replaceChildren(...(block ? blockWords(block) : [h("span", { class: "quiet" }, "Point at a block to see what it is.")]));
    }
  }

  function paint(picture: Picture | null): void {
    painted = picture;
    if (!(picture instanceof ImageBitmap)) return;
    canvas.width = picture.width;
    canvas.height = picture.height;
    canvas.style.width = `${picture.width / scale}px`;
    canvas.style.height = `${picture.height / scale}px`;
    // A bitmap is given away with its showing: the canvas keeps what it shows.
    canvas.getContext("bitmaprenderer")?.transferFromImageBitmap(picture);
  }

  function tell(view: MemoryView): void {
    shown = view;
    const pools = (which: "pools_in_use" | "pools_empty" | "pools_untouched") => view.arenas.reduce((sum, arena) => sum + arena[which], 0);
    const blocks = view.arenas.reduce((sum, arena) => sum + arena.blocks_in_use, 0);
    const count = (number: number, name: string) => `${number.toLocaleString("en")} ${name}${number === 1 ? "" : "s"}`;
    summary.textContent = `${count(view.arenas.length, "arena")} of ${binary(view.arena_bytes)}, cut into pools of ${binary(view.pool_bytes)}: ${pools("pools_in_use").toLocaleString("en")} in use, `
      + `${pools("pools_empty").toLocaleString("en")} empty again, ${pools("pools_untouched").toLocaleString("en")} never used. ${count(blocks, "small block")} in use. ${view.large_bytes ? `${sizeWords(view.large_bytes)} in blocks above 512 bytes, from the system's allocator.` : "Nothing above 512 bytes."}`;
    uses.replaceChildren(...view.uses.map((one) =>
      h("li", {}, h("span", { class: `swatch ${swatch(one.used_for)}` }), useWords(one.used_for), h("span", { class: "quiet" }, `${count(one.blocks, "block")}, ${sizeWords(one.bytes)}`))),
      h("li", {}, h("span", { class: "swatch use-free" }), "free"));
    classes.replaceChildren(...view.classes.map((one) =>
      h("tr", {}, h("th", { scope: "row" }, `${one.block_bytes} B`), ...[one.pools, one.blocks_in_use, one.blocks_free].map((number) => h("td", {}, number.toLocaleString("en"))))));
  }

  function lines(all: MemoryView["traced"]): void {
    tracing.hidden = all.length === 0;
    traced.replaceChildren(...all.slice(0, TRACED).map(({ file, line, blocks, bytes }) => {
      const on = lit?.file === file && lit.line === line;
      const button = h("button", { type: "button", class: "object-link step-link", "aria-pressed": String(on) }, `${file}:${line}`);
      button.addEventListener("click", () => dispatch({ type: "map_traced", at: on ? null : { file, line } }));
      return h("tr", {}, h("th", { scope: "row" }, button), h("td", {}, blocks.toLocaleString("en")), h("td", {}, sizeWords(bytes)));
    }));
  }

  function blockWords(block: BlockView): (Node | string)[] {
    const place = h("span", { class: "quiet" }, ` in a block of ${block.block_bytes} bytes at ${wholeAddress(block.address)}${block.asked_by ? `, asked for by ${block.asked_by.file}:${block.asked_by.line}` : ""}`);
    const { object } = block;
    if (object === null) return [useWords(block.used_for), place];
    const button = h("button", { type: "button", class: "object-link" }, block.title);
    button.addEventListener("click", () => dispatch({ type: "focus", object }));
    return [button, place];
  }

  return {
    dom,
    update,
    destroy() {
      observer.disconnect();
      dark.removeEventListener("change", measure);
    },
  };
}

function binary(bytes: number): string {
  return bytes >= 2 ** 20 ? `${bytes / 2 ** 20} MiB` : `${bytes / 2 ** 10} KiB`;
}

function useWords(use: BlockUse): string {
  return use.type === "object" ? KINDS[use.value] : USES[use.type];
}

function swatch(use: BlockUse): string {
  return use.type === "object" ? `kind-${use.value}` : `use-${use.type}`;
}
