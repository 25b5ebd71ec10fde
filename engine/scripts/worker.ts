/** The program of a worker thread: one script at a time. After an error of the interpreter itself the thread ends. */
import type { MessagePort } from 'node:worker_threads';
import type { QuickJSWASMModule } from 'quickjs-emscripten-core';
import { loadQuickJs } from './quickjs.ts';
import { BrokenInterpreter, runScript } from './sandbox.ts';
import { DEFAULT_LIMITS, type ScriptLimits, type ScriptOutcome, type ScriptRequest } from './script.ts';

export interface WorkerTask {
  readonly request: ScriptRequest;
  readonly limits: ScriptLimits;
  /** Told when the script begins: from then on its time counts. */
  readonly started: MessagePort;
}

const WARM_UP_MS = 5_000;
const CHINA_STANDARD_TIME_MINUTES = -480;

/** The interpreter asks its host for local time. Wherever the engine runs, it is that of the engine's calendars, UTC+8. */
Date.prototype.getTimezoneOffset = () => CHINA_STANDARD_TIME_MINUTES;

/** What a first script would spend its time on is done before. */
const load = async (): Promise<QuickJSWASMModule> => {
  const module = await loadQuickJs();
  runScript(module, { source: '({})', variables: '{}' }, { ...DEFAULT_LIMITS, milliseconds: WARM_UP_MS });
  return module;
};
let loading = load();

export async function run({ request, limits, started }: WorkerTask): Promise<ScriptOutcome> {
  const module = await loading;
  started.postMessage(true);
  try {
    return runScript(module, request, limits);
  } catch (error) {
    if (!(error instanceof BrokenInterpreter)) return endThread(error);
    loading = load();
    return error.outcome;
  }
}

/** An uncaught error ends the thread, and the pool answers for the script with it. */
function endThread(error: unknown): Promise<never> {
  setImmediate(() => {
    throw error;
  });
  return new Promise(() => undefined);
}
