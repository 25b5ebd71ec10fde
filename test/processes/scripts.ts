import type { RunScript } from '../../engine/scenario/memory-engine.ts';
import { ScriptPool } from '../../engine/scripts/script-pool.ts';

/** Its threads start with the first script and do not keep the process alive. */
const SANDBOX = new ScriptPool({ threads: 1 });

/** Scripts of the scenarios, in the real sandbox. */
export const runScript: RunScript = (request) => SANDBOX.run(request);
