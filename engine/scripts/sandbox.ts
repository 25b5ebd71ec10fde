/** One script in one fresh interpreter: no host objects, no host functions, three limits. Synchronous; runs in a worker thread. */
import type { QuickJSContext, QuickJSHandle, QuickJSRuntime, QuickJSWASMModule } from 'quickjs-emscripten-core';
import { PRELUDE } from './prelude.ts';
import type { ScriptFault, ScriptLimits, ScriptOutcome, ScriptRequest } from './script.ts';

const FILE = 'script.js';

/** An exception inside the interpreter, on its way to becoming a fault. */
class Thrown extends Error {
  readonly fault: ScriptFault;
  constructor(fault: ScriptFault) {
    super(fault.message);
    this.fault = fault;
  }
}

/** The script has its outcome, but what it left could not be cleared away, as happens when memory runs out: the interpreter is of no use. */
export class BrokenInterpreter extends Error {
  readonly outcome: ScriptOutcome;
  constructor(outcome: ScriptOutcome, cause: unknown) {
    super('Expected the interpreter to clear away a script, but it failed.', { cause });
    this.outcome = outcome;
  }
}

/**
 * Runs the script. Its result is the value of its last statement; a promise is followed as far as it settles without waiting.
 * What throws out of here is not the script's error but one of the interpreter, which must not be used again.
 */
export function runScript(module: QuickJSWASMModule, request: ScriptRequest, limits: ScriptLimits): ScriptOutcome {
  const runtime = module.newRuntime({ memoryLimitBytes: limits.memoryBytes, maxStackSizeBytes: limits.stackBytes });
  const context = runtime.newContext();
  const run = new Run(runtime, context, limits);
  const outcome = run.attempt(request);
  try {
    run.dispose();
    context.dispose();
    runtime.dispose();
  } catch (cause) {
    // Without memory there is none for an error to say so either: null is thrown.
    const isExhausted = !outcome.ok && outcome.cause === 'error' && outcome.message === 'null';
    throw new BrokenInterpreter(isExhausted ? outOfMemory(limits) : outcome, cause);
  }
  return outcome;
}

const outOfMemory = ({ memoryBytes }: ScriptLimits): ScriptFault => ({
  ok: false,
  cause: 'memory',
  message: '',
  limit: memoryBytes,
});

class Run {
  readonly #runtime: QuickJSRuntime;
  readonly #context: QuickJSContext;
  readonly #limits: ScriptLimits;
  readonly #handles: QuickJSHandle[] = [];
  #describe: QuickJSHandle | undefined;
  #interrupted = false;

  constructor(runtime: QuickJSRuntime, context: QuickJSContext, limits: ScriptLimits) {
    this.#runtime = runtime;
    this.#context = context;
    this.#limits = limits;
  }

  attempt({ source, variables }: ScriptRequest): ScriptOutcome {
    try {
      const tools = this.#eval(PRELUDE, 'prelude.js');
      this.#describe = this.#property(tools, 'describe');
      const toJson = this.#property(tools, 'toJson');
      this.#startClock();
      this.#call(this.#property(tools, 'install'), this.#keep(this.#context.newString(variables)));
      const value = this.#settled(this.#eval(source, FILE));
      return this.#take(toJson, value);
    } catch (error) {
      if (error instanceof Thrown) return error.fault;
      throw error;
    }
  }

  /** Handles must go before their context does. */
  dispose(): void {
    for (const handle of this.#handles) if (handle.alive) handle.dispose();
  }

  #startClock(): void {
    const deadline = performance.now() + this.#limits.milliseconds;
    this.#runtime.setInterruptHandler(() => {
      this.#interrupted ||= performance.now() >= deadline;
      return this.#interrupted;
    });
  }

  #take(toJson: QuickJSHandle, value: QuickJSHandle): ScriptOutcome {
    try {
      const json = this.#context.getString(this.#call(toJson, value));
      const { resultLength } = this.#limits;
      if (json.length <= resultLength) return { ok: true, json };
      return { ok: false, cause: 'result', message: `it takes more than ${resultLength} characters` };
    } catch (error) {
      if (error instanceof Thrown && error.fault.cause === 'error')
        return { ok: false, cause: 'result', message: error.fault.message };
      throw error;
    }
  }

  /** Runs what promises have left to do; the value of a promise, any other value as it is. */
  #settled(value: QuickJSHandle): QuickJSHandle {
    const jobs = this.#runtime.executePendingJobs();
    if (jobs.error) {
      // What a script throws there rejects its promise; only a limit comes out here.
      this.#keep(jobs.error);
      throw this.#stopped(this.#interrupted ? 'time' : 'memory');
    }
    jobs.dispose();
    // Some of what is interrupted goes on as if nothing were.
    if (this.#interrupted) throw this.#stopped('time');
    const state = this.#context.getPromiseState(value);
    if (state.type === 'fulfilled') return state.notAPromise ? value : this.#keep(state.value);
    if (state.type === 'rejected') throw this.#thrown(this.#keep(state.error));
    throw new Thrown({ ok: false, cause: 'result', message: 'it is a promise that nothing settles' });
  }

  #eval(code: string, file: string): QuickJSHandle {
    const result = this.#context.evalCode(code, file);
    if (result.error) throw this.#thrown(this.#keep(result.error));
    return this.#keep(result.value);
  }

  #call(callee: QuickJSHandle, argument: QuickJSHandle): QuickJSHandle {
    const result = this.#context.callFunction(callee, this.#context.undefined, argument);
    if (result.error) throw this.#thrown(this.#keep(result.error));
    return this.#keep(result.value);
  }

  #thrown(error: QuickJSHandle): Thrown {
    if (this.#interrupted) return this.#stopped('time');
    if (!this.#describe) throw new Error('Expected the prelude of scripts to run, but it failed.');
    const described = this.#context.callFunction(this.#describe, this.#context.undefined, error);
    if (described.error) {
      this.#keep(described.error);
      return this.#stopped(this.#interrupted ? 'time' : 'memory');
    }
    return this.#judged(JSON.parse(this.#context.getString(this.#keep(described.value))));
  }

  #judged({ name, message, stack }: { name: string; message: string; stack: string }): Thrown {
    if (name === 'InternalError' && message === 'out of memory') return this.#stopped('memory');
    if (message === 'stack overflow') return this.#stopped('stack');
    const line = Number(new RegExp(`${FILE}:(\\d+)`).exec(stack)?.[1] ?? 0);
    const whole = storable(name === '' ? message : `${name}: ${message}`);
    return new Thrown({ ok: false, cause: 'error', message: whole, ...(line > 0 && { line }) });
  }

  #stopped(cause: 'time' | 'memory' | 'stack'): Thrown {
    const { milliseconds, memoryBytes, stackBytes } = this.#limits;
    const limit = { time: milliseconds, memory: memoryBytes, stack: stackBytes }[cause];
    return new Thrown({ ok: false, cause, message: '', limit });
  }

  #property(object: QuickJSHandle, name: string): QuickJSHandle {
    return this.#keep(this.#context.getProp(object, name));
  }

  #keep(handle: QuickJSHandle): QuickJSHandle {
    this.#handles.push(handle);
    return handle;
  }
}

/** NUL and half surrogate pairs cannot be kept in the database. */
const storable = (text: string): string => text.replace(/[\0\p{Surrogate}]/gu, '\uFFFD');
