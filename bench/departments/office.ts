/** A simulated department that keeps books of what it did. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Adapter, AdapterAnswer, AdapterRequest } from '../../engine/port.ts';

export type Fault = 'hangs' | 'errors' | 'slow' | 'garbage';

const LATENCY_MS = 20;
const SLOW_MS = 6_000;

export class Office {
  readonly name: string;
  readonly #fault: Fault | null;
  /** What it did, by idempotency key: the case it was for. */
  readonly acts = new Map<string, string>();
  /** Calls with a key that it had acted on before; it acted once. */
  repeats = 0;
  calls = 0;
  isBroken = false;

  constructor(name: string, fault: Fault | null = null) {
    this.name = name;
    this.#fault = fault;
  }

  /** Those that hang or are slow can be asked afterwards; the others are called again with the same key. */
  adapter(): Adapter {
    const canBeAsked = this.#fault === 'hangs' || this.#fault === 'slow';
    return {
      name: this.name,
      topics: [this.name],
      call: (request) => this.#call(request),
      ...(canBeAsked && {
        query: async ({ idempotencyKey, signal }: AdapterRequest) => {
          if (this.isBroken && this.#fault === 'hangs') await untilAborted(signal);
          await sleep(LATENCY_MS);
          return this.acts.has(idempotencyKey) ? DONE : { kind: 'absent' as const };
        },
      }),
    };
  }

  async #call(request: AdapterRequest): Promise<AdapterAnswer> {
    this.calls += 1;
    if (this.isBroken && this.#fault === 'hangs') await untilAborted(request.signal);
    // It does not notice that nobody waits any more.
    await sleep(this.isBroken && this.#fault === 'slow' ? SLOW_MS : LATENCY_MS);
    if (this.isBroken && this.#fault === 'errors' && this.calls % 2 === 0)
      return { kind: 'failed', message: 'status 500' };
    this.#act(request);
    return this.isBroken && this.#fault === 'garbage' ? ('<html>' as unknown as AdapterAnswer) : DONE;
  }

  #act({ idempotencyKey, instanceId }: AdapterRequest): void {
    if (this.acts.has(idempotencyKey)) this.repeats += 1;
    this.acts.set(idempotencyKey, instanceId);
  }
}

const DONE = { kind: 'completed', variables: {} } as const;

const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
