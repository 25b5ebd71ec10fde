import type pg from 'pg';
import { Calendars, CHINA_ONLY } from '../sla/calendars.ts';
import { readCalendars } from '../store/calendars/read-calendars.ts';
import { SharedRead } from './shared-read.ts';

/** All calendars in memory, as the organisation is: whoever changes one calls `refresh`, other processes hear of it. */
export class CalendarRegistry {
  readonly #pool: pg.Pool;
  #current: Calendars = CHINA_ONLY;
  readonly #newest = new SharedRead(() => this.#read());

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  get current(): Calendars {
    return this.#current;
  }

  /** Shows what is committed when this is called, or newer. */
  refresh(): Promise<void> {
    return this.#newest.newest();
  }

  async #read(): Promise<void> {
    const set = await readCalendars(this.#pool);
    if (set.version > this.#current.version || this.#current === CHINA_ONLY) this.#current = new Calendars(set);
  }
}
