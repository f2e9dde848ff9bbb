/** Python in the editor: its parser, our ink for it, and where the next line starts. */
import { HighlightStyle, LRLanguage, LanguageSupport, indentService, indentUnit, syntaxHighlighting } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";
import { parser } from "@lezer/python";
import { tags } from "@lezer/highlight";

const python = LRLanguage.define({
  name: "python",
  parser,
  languageData: {
    closeBrackets: { brackets: ["(", "[", "{", "'", '"'] },
    commentTokens: { line: "#" },
    indentOnInput: /^\s*(?:\}|\]|\)|else:|elif |except |finally:)$/,
  },
});

/** Classes, not colours: the colours are tokens of the page's own style sheet. */
const ink = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.controlKeyword, tags.definitionKeyword, tags.moduleKeyword, tags.modifier], class: "syn-keyword" },
  { tag: [tags.function(tags.variableName), tags.function(tags.definition(tags.variableName)), tags.className, tags.definition(tags.className)], class: "syn-name" },
  { tag: [tags.string, tags.special(tags.string), tags.escape], class: "syn-string" },
  { tag: [tags.number, tags.bool, tags.null], class: "syn-number" },
  { tag: tags.comment, class: "syn-comment" },
  { tag: tags.meta, class: "syn-name" },
]);

const OPENS = /:\s*(?:#.*)?$/;
const LEAVES = /^\s*(?:return|pass|break|continue|raise)\b/;
const CLOSES = /^\s*(?:else:|elif |except |except:|finally:|[\])}])/;

/** One level deeper after a colon, one less after a statement that leaves its block. */
function indentationAt(state: EditorState, from: number): number {
  const line = state.doc.lineAt(from);
  let number = line.from === from && line.number > 1 ? line.number - 1 : line.number;
  let before = state.doc.line(number);
  while (before.text.trim() === "" && number > 1) before = state.doc.line(--number);
  const width = before.text.length - before.text.trimStart().length;
  let columns = width;
  if (OPENS.test(before.text)) columns += 4;
  else if (LEAVES.test(before.text)) columns -= 4;
  if (CLOSES.test(line.text.slice(from - line.from)) && !OPENS.test(before.text)) columns -= 4;
  return Math.max(0, columns);
}

export function pythonInk(): LanguageSupport {
  return new LanguageSupport(python, [
    syntaxHighlighting(ink),
    indentUnit.of("    "),
    indentService.of((context, from) => indentationAt(context.state, from)),
  ]);
}
