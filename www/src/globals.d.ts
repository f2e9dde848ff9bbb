/** The worker's file name beside the page's script, put in by the build. */
declare const WORKER_NAME: string;
/** The first lesson's first picture, put in by the build. */
declare const STILLS: readonly import("./state/still.ts").Still[];
/** The engine's file name beside the worker's script, put in by the build. */
declare const ENGINE_NAME: string;
/** The folder of the page's project, put in by the test runner. */
declare const ROOT: string;

declare module "*.py" {
  const source: string;
  export default source;
}
