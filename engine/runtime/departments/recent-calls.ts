interface DoneCall {
  readonly ms: number;
  readonly answered: boolean;
}

export interface ServiceLevel {
  /** So long 95 of 100 calls took at the most, those without an answer included, ms. */
  readonly p95Ms: number;
  /** Share of calls that were answered, a business "no" included; 0 to 1. */
  readonly answered: number;
}

/** How a department has served the last calls of this process: to be held against what its contract promises. */
export class RecentCalls {
  readonly #most: number;
  readonly #calls: DoneCall[] = [];
  #next = 0;

  constructor(most = 1_000) {
    this.#most = most;
  }

  add(call: DoneCall): void {
    this.#calls[this.#next] = call;
    this.#next = (this.#next + 1) % this.#most;
  }

  /** Null before the first call. */
  get level(): ServiceLevel | null {
    const { length } = this.#calls;
    if (length === 0) return null;
    const times = this.#calls.map(({ ms }) => ms).sort((a, b) => a - b);
    const p95Ms = Math.round(times[Math.ceil(length * 0.95) - 1] ?? 0);
    return { p95Ms, answered: this.#calls.filter(({ answered }) => answered).length / length };
  }
}
