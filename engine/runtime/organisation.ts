import type pg from 'pg';
import { EMPTY, Organisation } from '../people/organisation/organisation.ts';
import { readOrganisation } from '../store/people/read-organisation.ts';
import { SharedRead } from './shared-read.ts';

/**
 * The organisation in memory. A decision is made on the one that is here; which one that was is kept with it, so a change in the same instant is
 * no error. Whoever changes it calls `refresh`, other processes hear of it.
 */
export class OrganisationRegistry {
  readonly #pool: pg.Pool;
  #current: Organisation = EMPTY;
  readonly #newest = new SharedRead(() => this.#read());

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  get current(): Organisation {
    return this.#current;
  }

  /** Shows what is committed when this is called, or newer. */
  refresh(): Promise<void> {
    return this.#newest.newest();
  }

  async #read(): Promise<void> {
    const rows = await readOrganisation(this.#pool);
    if (rows.version > this.#current.version) this.#current = new Organisation(rows);
  }
}
