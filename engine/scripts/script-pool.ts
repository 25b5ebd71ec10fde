/** Runs scripts in worker threads, which start with the first script and end when there are none for a while. */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { Piscina } from 'piscina';
import {
  DEFAULT_LIMITS,
  type ScriptFault,
  type ScriptLimits,
  type ScriptOutcome,
  type ScriptRequest,
} from './script.ts';
import type { WorkerTask } from './worker.ts';

export interface ScriptPoolOptions {
  /** Scripts at the same time; default 2. */
  readonly threads?: number;
  readonly limits?: Partial<ScriptLimits>;
  /** What a thread runs; the sandbox unless given. */
  readonly program?: URL;
  /** How long a thread may take until it begins a script, ms; default `START_LIMIT_MS`. */
  readonly startLimitMs?: number;
}

const LOADER = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

/** At start a thread compiles the interpreter; on a machine that is busy this takes seconds. */
export const START_LIMIT_MS = 15_000;
/** Scripts stop themselves at their limit; where one cannot (a single long operation), its thread is ended so much later. */
const GRACE_MS = 250;
const IDLE_MS = 30_000;
/** For what a thread needs besides the memory of scripts, MB. */
const THREAD_MEMORY_MB = 128;

export class ScriptPool {
  readonly threads: number;
  readonly limits: ScriptLimits;
  readonly #program: URL;
  readonly #startLimitMs: number;
  #piscina: Piscina | undefined;
  #startError: unknown;

  constructor({
    threads = 2,
    limits,
    program = new URL('./worker.ts', import.meta.url),
    startLimitMs = START_LIMIT_MS,
  }: ScriptPoolOptions = {}) {
    this.threads = threads;
    this.limits = { ...DEFAULT_LIMITS, ...limits };
    this.#program = program;
    this.#startLimitMs = startLimitMs;
  }

  /**
   * Resolves with what the script did, whatever it did. Rejects where it could not be begun. Its time is real time, and a busy machine may give
   * it none: only what is too slow twice is too slow.
   */
  async run(request: ScriptRequest): Promise<ScriptOutcome> {
    const first = await this.#attempt(request);
    return first.ok || first.cause !== 'time' ? first : this.#attempt(request);
  }

  async #attempt(request: ScriptRequest): Promise<ScriptOutcome> {
    this.#piscina ??= this.#open();
    const { port1, port2 } = new MessageChannel();
    const stop = new AbortController();
    const watch = new Watch(port1, stop, { start: this.#startLimitMs, end: this.limits.milliseconds + GRACE_MS });
    const task: WorkerTask = { request, limits: this.limits, started: port2 };
    try {
      return await this.#piscina.run(task, { transferList: [port2], signal: stop.signal });
    } catch (error) {
      if (!watch.started)
        throw new Error('Expected a thread to begin the script, but none did.', { cause: this.#startError ?? error });
      return this.#fault(error, stop.signal.aborted);
    } finally {
      watch.close();
    }
  }

  /** Ends the threads, scripts that still run with them. */
  async stop(): Promise<void> {
    const piscina = this.#piscina;
    this.#piscina = undefined;
    await piscina?.destroy();
  }

  #open(): Piscina {
    const piscina = new Piscina({
      filename: this.#program.href,
      name: 'run',
      minThreads: 0,
      maxThreads: this.threads,
      idleTimeout: IDLE_MS,
      atomics: 'disabled',
      recordTiming: false,
      // The worker is TypeScript however the engine itself was started.
      execArgv: ['--import', LOADER],
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: THREAD_MEMORY_MB },
    });
    // A thread that ends before it has a script: whoever waits for one is told why, and the engine goes on.
    piscina.on('error', (error: unknown) => {
      this.#startError = error;
    });
    return piscina;
  }

  /** The thread is gone, ended by the watch or by what the script did to the interpreter. */
  #fault(error: unknown, wasStopped: boolean): ScriptFault {
    const { milliseconds, memoryBytes } = this.limits;
    if (wasStopped) return { ok: false, cause: 'time', message: '', limit: milliseconds };
    if (error instanceof RangeError) return { ok: false, cause: 'stack', message: '' };
    if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY')
      return { ok: false, cause: 'memory', message: '', limit: memoryBytes };
    return { ok: false, cause: 'error', message: error instanceof Error ? error.message : String(error) };
  }
}

/** Ends the thread where the script does not begin or does not end in time. */
class Watch {
  started = false;
  readonly #port: MessagePort;
  #timer: NodeJS.Timeout;

  constructor(port: MessagePort, stop: AbortController, limitsMs: { readonly start: number; readonly end: number }) {
    this.#port = port;
    this.#timer = setTimeout(() => stop.abort(), limitsMs.start);
    port.once('message', () => {
      this.started = true;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => stop.abort(), limitsMs.end);
    });
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#port.close();
  }
}
