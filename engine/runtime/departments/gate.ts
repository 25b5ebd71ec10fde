/** What stands between the engine and one adapter: circuit breaker, bulkhead and rate limit, each process its own. */
import { ConsecutiveBreaker, circuitBreaker, handleAll, isBrokenCircuitError } from 'cockatiel';
import type { Adapter, AdapterAnswer, AdapterState } from '../../port.ts';
import type { Clock } from '../clock.ts';
import { RecentCalls, type ServiceLevel } from './recent-calls.ts';

export const DEFAULT_TIMEOUT_MS = 5_000;
const CONCURRENT = 8;
const FAILURES_TO_OPEN = 10;
const OPEN_MS = 10_000;

export type BreakerState = 'closed' | 'open' | 'half-open';

/** A technical failure on its way through the breaker, which counts errors. */
class Failed<Answer> extends Error {
  readonly answer: Answer;
  constructor(answer: Answer) {
    super('failed');
    this.answer = answer;
  }
}

export class AdapterGate {
  readonly adapter: Adapter;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #concurrent: number;
  readonly #openMs: number;
  readonly #tokens: Tokens | null;
  readonly #breaker;
  #inFlight = 0;
  #held = 0;
  #openedAt: number | null = null;
  #lastFailure: string | null = null;
  #calls = 0;
  #failures = 0;
  readonly #recent = new RecentCalls();

  constructor(adapter: Adapter, clock: Pick<Clock, 'now'>) {
    const { concurrent, perSecond, failuresToOpen, openMs } = adapter.limits ?? {};
    this.adapter = adapter;
    this.#clock = clock;
    this.#concurrent = concurrent ?? CONCURRENT;
    this.#openMs = openMs ?? OPEN_MS;
    this.#tokens = perSecond === undefined ? null : new Tokens(perSecond);
    this.#breaker = circuitBreaker(handleAll, {
      // It admits a trial at any time; when one is made is decided by `room`, on the engine's clock.
      halfOpenAfter: 0,
      breaker: new ConsecutiveBreaker(failuresToOpen ?? FAILURES_TO_OPEN),
    });
    this.#breaker.onBreak(() => {
      this.#openedAt = clock.now();
    });
    this.#breaker.onReset(() => {
      this.#openedAt = null;
    });
  }

  get concurrent(): number {
    return this.#concurrent;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  /** Since the process started. */
  get counts(): { readonly calls: number; readonly failures: number } {
    return { calls: this.#calls, failures: this.#failures };
  }

  /** Of the last calls of this process; null before the first. */
  get level(): ServiceLevel | null {
    return this.#recent.level;
  }

  get lastFailure(): string | null {
    return this.#lastFailure;
  }

  /** Half-open: out of order a moment ago, and one call may try whether it works again. */
  get breaker(): BreakerState {
    if (this.#openedAt === null) return 'closed';
    return this.#clock.now() - this.#openedAt >= this.#openMs ? 'half-open' : 'open';
  }

  /** When one call may try again, epoch ms; null while closed. */
  get triesAt(): number | null {
    return this.#openedAt === null ? null : this.#openedAt + this.#openMs;
  }

  /** How many calls may begin now. */
  get room(): number {
    const { breaker } = this;
    if (breaker === 'open') return 0;
    const most = breaker === 'half-open' ? 1 : this.#concurrent;
    return Math.max(0, Math.min(most - this.#inFlight - this.#held, this.#tokens?.left() ?? Number.MAX_SAFE_INTEGER));
  }

  get timeoutMs(): number {
    return this.adapter.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  }

  /** Longer than a query and a call may take; not longer, because a killed process leaves its leases behind. */
  get leaseMs(): number {
    return 2 * this.timeoutMs + 5_000;
  }

  /** Keeps the place of a call that is about to begin. */
  async hold<T>(before: () => Promise<T>): Promise<T> {
    this.#held += 1;
    try {
      return await before();
    } finally {
      this.#held -= 1;
    }
  }

  /** Lets a call through and learns from its answer; null where the breaker does not admit it. */
  async pass<Answer extends AdapterAnswer | AdapterState>(call: () => Promise<Answer>): Promise<Answer | null> {
    if (this.breaker === 'open') return null;
    this.#inFlight += 1;
    this.#tokens?.take();
    try {
      return await this.#breaker.execute(async () => {
        this.#calls += 1;
        const began = performance.now();
        const answer = await call();
        const isAnswered = answer.kind !== 'failed' && answer.kind !== 'unknown';
        this.#recent.add({ ms: performance.now() - began, answered: isAnswered });
        if (answer.kind !== 'failed' && answer.kind !== 'unknown') return answer;
        this.#failures += 1;
        this.#lastFailure = answer.message;
        throw new Failed(answer);
      });
    } catch (error) {
      if (error instanceof Failed) return error.answer as Answer;
      if (isBrokenCircuitError(error)) return null;
      throw error;
    } finally {
      this.#inFlight -= 1;
    }
  }
}

/** A bucket that fills evenly and holds what a second gives. */
class Tokens {
  readonly #perSecond: number;
  #left: number;
  #at = Date.now();

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
    this.#left = Math.max(1, perSecond);
  }

  left(): number {
    const now = Date.now();
    const filled = this.#left + ((now - this.#at) / 1_000) * this.#perSecond;
    this.#left = Math.min(Math.max(1, this.#perSecond), filled);
    this.#at = now;
    return Math.floor(this.#left);
  }

  take(): void {
    this.#left -= 1;
  }
}
