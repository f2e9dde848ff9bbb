/** The engine's own thread: carries questions to it, and answers back. It decides nothing. */
import init, { Engine } from "heaplens-wasm";
import { serve, type Port } from "./serve.ts";

serve(globalThis as unknown as Port, async () => {
  await init({ module_or_path: new URL(ENGINE_NAME, import.meta.url) });
  return (setup) => new Engine(setup);
});
