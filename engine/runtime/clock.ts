/** The engine's clock: what commands call now and what due times are compared with. */
export interface Clock {
  /** Epoch ms. */
  now(): number;
  /** IANA name of the zone whose wall clock dates and cycles without one mean; China Standard Time where absent. */
  readonly zone?: string | undefined;
}

export const systemClock: Clock = { now: () => Date.now() };

/** The same with the wall clock of a zone. */
export const systemClockIn = (zone: string): Clock => ({ ...systemClock, zone });

/** A clock that stands still until it is moved; for tests and for replaying logs. */
export class TestClock implements Clock {
  readonly zone: string | undefined;
  #now: number;

  constructor(now: number, zone?: string) {
    this.#now = now;
    this.zone = zone;
  }

  now(): number {
    return this.#now;
  }

  /** Moves to an instant, backwards too. */
  set(now: number): void {
    this.#now = now;
  }
}
