/**
 * CodeMirror writes its styles into a `<style>` element, which our Content-Security-Policy refuses.
 * The same rules as a constructed style sheet need no exception from it.
 */
import { StyleModule } from "style-mod";

const sheet = new CSSStyleSheet();
let mounted: readonly StyleModule[] = [];

/** Before the first editor is made: from then on all of its styles live in one adopted sheet. */
export function adoptEditorStyles(): void {
  StyleModule.mount = (_root, modules) => {
    const wanted = Array.isArray(modules) ? modules : [modules];
    const added = wanted.filter((module) => !mounted.includes(module));
    if (added.length === 0) return;
    // Later modules take precedence over earlier ones, so the order of the list that asks is kept.
    mounted = [...mounted.filter((module) => !wanted.includes(module)), ...wanted];
    sheet.replaceSync(mounted.map((module) => module.getRules()).join("\n"));
    if (!document.adoptedStyleSheets.includes(sheet)) {
      document.adoptedStyleSheets = [sheet, ...document.adoptedStyleSheets];
    }
  };
}
