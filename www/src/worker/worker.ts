/** The engine's own thread: carries questions to it, and answers back. It decides nothing. */
import init, * as engine from "heaplens-wasm";
import { serve, type EngineRun, type Port, type StartRun } from "./serve.ts";

/** Until the boundary crate has its `Engine`, a page around it says so instead of not being built. */
const { Engine } = engine as { readonly Engine?: new (setup: Parameters<StartRun>[0]) => EngineRun };

serve(globalThis as unknown as Port, async () => {
  await init({ module_or_path: new URL(ENGINE_NAME, import.meta.url) });
  if (!Engine) throw new Error("this build of the engine runs no programs yet");
  return (setup) => new Engine(setup);
});
