import type pg from 'pg';
import { Calendars, CHINA_ONLY } from '../sla/calendars.ts';
import { readCalendars } from '../store/calendars/read-calendars.ts';

/** All calendars in memory, as the organisation is: whoever changes one calls `refresh`, other processes hear of it. */
export class CalendarRegistry {
  readonly #pool: pg.Pool;
  #current: Calendars = CHINA_ONLY;
  #reading: Promise<void> | undefined;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  get current(): Calendars {
    return this.#current;
  }

  /** Shows what is committed when this is called, or newer. Calls that come during a read share the next one. */
  async refresh(): Promise<void> {
    await this.#reading?.catch(() => undefined);
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    await this.#reading;
  }

  async #read(): Promise<void> {
    const set = await readCalendars(this.#pool);
    if (set.version > this.#current.version || this.#current === CHINA_ONLY) this.#current = new Calendars(set);
  }
}
