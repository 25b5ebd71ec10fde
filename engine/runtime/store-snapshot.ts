/** The data stores that the decisions of one batch see, read when the first of them asks. */
import type { StoreChange } from '../commands/change.ts';
import { hasTurned, type StoresWritten } from '../commands/start-condition.ts';
import { withWrites } from '../core/data-stores.ts';
import type { DomainEvent } from '../core/events.ts';
import { type DataStores, StoreNotLoaded } from '../env.ts';
import type { Definitions } from '../model/graph.ts';
import type { LoadedStores, StoredData, StoreWatcher } from '../store/data-stores/load-stores.ts';
import { uuidv7 } from './ids.ts';

export class StoreSnapshot implements DataStores {
  readonly #read: (names: readonly string[]) => Promise<LoadedStores>;
  readonly #names = new Set<string>();
  #stores = new Map<string, StoredData>();
  #watchers: readonly StoreWatcher[] = [];

  constructor(read: (names: readonly string[]) => Promise<LoadedStores>) {
    this.#read = read;
  }

  read(name: string): unknown {
    return this.#stored(name).value;
  }

  /** Adds a store; all of them are read anew, so that what is seen together was there together. */
  async load(name: string): Promise<void> {
    this.#names.add(name);
    const { stores, watchers } = await this.#read([...this.#names]);
    this.#stores = new Map(stores.map((each) => [each.name, each]));
    this.#watchers = watchers;
  }

  /** What is decided next sees what was decided before, written or not. */
  take({ writes }: StoreChange): void {
    for (const { name, value } of writes)
      this.#stores.set(name, { name, value, version: this.#stored(name).version + 1 });
  }

  /** What the events of a chain write; undefined where they write no store. Throws where a store or a definition is not in memory. */
  changeBy(events: readonly DomainEvent[], now: number, definitions: Definitions): StoreChange | undefined {
    const after = withWrites(this, events);
    if (after === this) return undefined;
    const names = new Set(events.flatMap((event) => (event.type === 'dataStoreWritten' ? [event.store] : [])));
    for (const name of names) this.#stored(name);
    const watchers = this.#watchers.filter(({ stores }) => stores.some((store) => names.has(store)));
    const held = new Set([...names, ...watchers.flatMap(({ stores }) => stores)]);
    return {
      writes: [...names].map((name) => ({ name, value: after.read(name) })),
      versions: [...held].map((name) => ({ name, version: this.#stored(name).version })),
      starts: startsOf(watchers, { before: this, after, now }, definitions),
    };
  }

  #stored(name: string): StoredData {
    const stored = this.#stores.get(name);
    if (!stored) throw new StoreNotLoaded(name);
    return stored;
  }
}

/** The start events that the writing sets off, each with the id of its job. */
export function startsOf(
  watchers: readonly StoreWatcher[],
  written: StoresWritten,
  definitions: Definitions,
): StoreChange['starts'] {
  return watchers
    .filter((watcher) => hasTurned(watcher, written, definitions))
    .map(({ definitionId, definitionKey, elementId }) => ({
      definitionId,
      definitionKey,
      elementId,
      id: uuidv7(written.now),
      at: written.now,
    }));
}
