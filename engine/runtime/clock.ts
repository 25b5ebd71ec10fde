/** The engine's clock: what commands call now and what due times are compared with. */
export interface Clock {
  /** Epoch ms. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** A clock that stands still until it is moved; for tests and for replaying logs. */
export class TestClock implements Clock {
  #now: number;

  constructor(now: number) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  /** Moves to an instant, backwards too. */
  set(now: number): void {
    this.#now = now;
  }
}
