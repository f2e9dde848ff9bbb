/** The development page's worker: the real loop, the mock's answers. Never part of what is shipped. */
import { serve, type Port } from "../../worker/serve.ts";
import { mockRun } from "./mock_run.ts";

serve(globalThis as unknown as Port, () => Promise.resolve(mockRun));
