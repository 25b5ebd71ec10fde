/**
 * A database that fills within a minute is full before PostgreSQL looks at it by itself, which it does once a minute: its plans would be those for
 * empty tables, which read them from end to end.
 */
import type pg from 'pg';

/** Shares of the town's time after which is looked. */
const MARKS: readonly number[] = [0.03, 0.1, 0.25, 0.5, 1];

export class Statistics {
  readonly #pool: pg.Pool;
  #taken = 0;
  #looking: Promise<unknown> = Promise.resolve();

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** Has it look where a mark has been passed since, once for several; beside everything else, until it has to look again. */
  async keepUp(share: number): Promise<void> {
    const passed = MARKS.filter((mark) => share >= mark).length;
    if (passed === this.#taken) return;
    this.#taken = passed;
    await this.#looking;
    this.#looking = this.#pool.query('analyze');
    // Whoever waits for it is told.
    this.#looking.catch(() => undefined);
  }

  /** Resolves when it has looked for the last time. */
  async end(): Promise<void> {
    await this.#looking;
  }
}
