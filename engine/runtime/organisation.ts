import type pg from 'pg';
import { EMPTY, Organisation } from '../people/organisation/organisation.ts';
import { readOrganisation } from '../store/people/read-organisation.ts';

/**
 * The organisation in memory. A decision is made on the one that is here; which one that was is kept with it, so a change in the same instant is
 * no error. Whoever changes it calls `refresh`, other processes hear of it.
 */
export class OrganisationRegistry {
  readonly #pool: pg.Pool;
  #current: Organisation = EMPTY;
  #reading: Promise<void> | undefined;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  get current(): Organisation {
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
    const rows = await readOrganisation(this.#pool);
    if (rows.version > this.#current.version) this.#current = new Organisation(rows);
  }
}
