/**
 * The prompt, on the living heap: a statement that is typed joins the program and runs. The run is the same run to the
 * byte each time, and so running it anew is running on.
 */
import { h } from "../dom/element.ts";
import type { Dispatch } from "../state/store.ts";

export interface Prompt {
  readonly dom: HTMLElement;
  update(shown: boolean): void;
}

export function prompt(dispatch: Dispatch): Prompt {
  const sign = h("span", { class: "prompt-sign", "aria-hidden": "true" }, ">>>");
  const field = h("input", { type: "text", class: "prompt-line", "aria-label": "Type a statement", autocomplete: "off", autocapitalize: "off", spellcheck: "false" });
  const dom = h("label", { class: "prompt", hidden: true }, sign, field);
  let begun: string[] = [];
  const said: string[] = [];
  let back = 0;

  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) enter();
    else if (event.key === "ArrowUp" || event.key === "ArrowDown") recall(event.key === "ArrowUp" ? 1 : -1);
    else if (event.key === "Escape" && begun.length) start();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  function enter(): void {
    const line = field.value;
    if (line.trim() === "" && begun.length === 0) return;
    if (line.trim() !== "") said.push(line);
    begun.push(line);
    if (!isWhole(begun)) {
      field.value = /^\s*/.exec(line)![0] + (/:\s*(#.*)?$/.test(line) ? "    " : "");
      sign.textContent = "...";
      return;
    }
    const statement = begun.join("\n").replace(/\s+$/, "");
    start();
    dispatch({ type: "typed", statement });
  }

  function start(): void {
    begun = [];
    back = 0;
    field.value = "";
    sign.textContent = ">>>";
  }

  function recall(by: number): void {
    back = Math.min(said.length, Math.max(0, back + by));
    field.value = back === 0 ? "" : said[said.length - back]!;
  }

  return {
    dom,
    update(shown) {
      if (dom.hidden === shown) dom.hidden = !shown;
    },
  };
}

/** As the prompt of CPython has it: one line, unless it opens a block, a bracket or a decorator; a block ends with an empty line. */
export function isWhole(lines: readonly string[]): boolean {
  const text = lines.join("\n");
  if (depth(text) > 0 || /\\$/.test(text)) return false;
  if (lines.length === 1) return !/:\s*(#.*)?$/.test(text) && !text.trimStart().startsWith("@");
  const opened = /^(@|.*:\s*(#.*)?$)/.test(lines[0]!.trim());
  return !opened || lines.at(-1)!.trim() === "";
}

/** Brackets that are open at the end of a text, strings and comments left out. */
function depth(text: string): number {
  const code = text.replace(/("""|''')[\s\S]*?(\1|$)|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|#.*/g, "");
  return [...code].reduce((open, one) => open + ("([{".includes(one) ? 1 : ")]}".includes(one) ? -1 : 0), 0);
}
