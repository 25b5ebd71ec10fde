/** What the sharing of data goes by, as it was a moment ago: calls of processes ask for it each time. */
import type pg from 'pg';
import type { DataEntry } from '../../sharing/entry.ts';
import type { DataBlock, DataGrant } from '../../sharing/judge-read.ts';
import { allBlocks } from '../../store/sharing/blocks.ts';
import { allEntries } from '../../store/sharing/entries.ts';
import { processGrants } from '../../store/sharing/grants.ts';

export interface SharingLists {
  /** Sources by the topic they are asked for with. */
  readonly byTopic: ReadonlyMap<string, DataEntry>;
  readonly blocks: readonly DataBlock[];
  readonly grants: ReadonlyMap<string, readonly DataGrant[]>;
}

const READ_AGAIN_MS = 500;

function byCode(grants: readonly DataGrant[]): ReadonlyMap<string, readonly DataGrant[]> {
  const found = new Map<string, DataGrant[]>();
  for (const grant of grants) found.set(grant.code, [...(found.get(grant.code) ?? []), grant]);
  return found;
}

export class KnownLists {
  readonly #pool: pg.Pool;
  #lists: SharingLists = { byTopic: new Map(), blocks: [], grants: new Map() };
  #readAt = Number.NEGATIVE_INFINITY;
  #reading: Promise<void> | undefined;
  /** How often something was changed here, and how often when what is known was begun to be read. */
  #changes = 0;
  #known = 0;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** Whoever changes one of them in this process calls this; others see it half a second later. */
  forget(): void {
    this.#changes += 1;
    this.#readAt = Number.NEGATIVE_INFINITY;
  }

  async now(): Promise<SharingLists> {
    if (performance.now() - this.#readAt < READ_AGAIN_MS) return this.#lists;
    // A read that was under way when something changed may have found what was before.
    do {
      this.#reading ??= this.#read().finally(() => {
        this.#reading = undefined;
      });
      await this.#reading;
    } while (this.#known !== this.#changes);
    return this.#lists;
  }

  async #read(): Promise<void> {
    const at = performance.now();
    const before = this.#changes;
    const [entries, blocks, grants] = await Promise.all([
      allEntries(this.#pool),
      allBlocks(this.#pool),
      processGrants(this.#pool),
    ]);
    this.#lists = {
      byTopic: new Map(
        entries.flatMap((entry) => (entry.topic === null || entry.copyOf !== null ? [] : [[entry.topic, entry]])),
      ),
      blocks,
      grants: byCode(grants),
    };
    this.#known = before;
    if (before === this.#changes) this.#readAt = at;
  }
}
