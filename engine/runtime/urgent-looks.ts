/**
 * Clerks who ask for their next task at the same moment are looked after together: one statement finds what each of them may claim, and each in turn
 * gets the most urgent that nobody before has chosen. Whoever goes without has to look alone.
 */
import type pg from 'pg';
import type { Reader } from '../store/read/reader.ts';
import { urgentOfMany } from '../store/read/urgent-of-many.ts';

/** Chooses one of the tasks, the most urgent first, and has set it aside when it returns; undefined where it can use none. */
export type Choose<Choice> = (ids: readonly string[]) => Choice | undefined;

interface Look<Choice> {
  readonly reader: Reader;
  readonly choose: Choose<Choice>;
  readonly settle: (choice: Choice | undefined) => void;
  readonly fail: (error: unknown) => void;
  rounds: number;
}

/** Clerks in one statement. */
const MOST = 100;
/** Tasks found for each clerk: one for everybody who may choose before, within bounds. */
const FEW = 4;
const MANY = 24;
/** How often a clerk is passed over because others chose all that was found. */
const ROUNDS = 8;

export class UrgentLooks<Choice> {
  readonly #pool: pg.Pool;
  readonly #setAside: ReadonlyMap<string, unknown>;
  #waiting: Look<Choice>[] = [];
  #looking = false;

  /** What is in `setAside` is not looked for. */
  constructor(pool: pg.Pool, setAside: ReadonlyMap<string, unknown>) {
    this.#pool = pool;
    this.#setAside = setAside;
  }

  /** Undefined where nothing was chosen; that does not say that there is nothing. */
  look(reader: Reader, choose: Choose<Choice>): Promise<Choice | undefined> {
    return new Promise((settle, fail) => {
      this.#waiting.push({ reader, choose, settle, fail, rounds: 0 });
      if (this.#looking) return;
      this.#looking = true;
      setImmediate(() => void this.#go());
    });
  }

  async #go(): Promise<void> {
    while (this.#waiting.length > 0) await this.#round(this.#waiting.splice(0, MOST));
    this.#looking = false;
  }

  async #round(looks: readonly Look<Choice>[]): Promise<void> {
    const limit = Math.min(MANY, FEW + mostRivals(looks));
    const readers = looks.map(({ reader }) => reader);
    try {
      const found = await urgentOfMany(this.#pool, { readers, except: [...this.#setAside.keys()], limit });
      looks.forEach((look, position) => {
        this.#give(look, found[position] ?? [], limit);
      });
    } catch (error) {
      for (const { fail } of looks) fail(error);
    }
  }

  #give(look: Look<Choice>, ids: readonly string[], limit: number): void {
    const choice = look.choose(ids);
    look.rounds += 1;
    const isThereMore = ids.length === limit && look.rounds < ROUNDS;
    if (choice === undefined && isThereMore) this.#waiting.push(look);
    else look.settle(choice);
  }
}

/** How many of them share one group, at most. */
function mostRivals(looks: readonly { readonly reader: Reader }[]): number {
  const members = new Map<string, number>();
  let most = 0;
  for (const { reader } of looks) {
    for (const group of reader.groups) {
      const count = (members.get(group) ?? 0) + 1;
      members.set(group, count);
      if (count > most) most = count;
    }
  }
  return most;
}
