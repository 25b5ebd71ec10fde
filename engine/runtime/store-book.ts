/** The data stores of an engine that has the database to itself, as it last read or wrote them. */
import type pg from 'pg';
import type { StoreChange } from '../commands/change.ts';
import { type LoadedStores, loadStores, type StoredData, type StoreWatcher } from '../store/data-stores/load-stores.ts';
import { type LateWrite, writeStores } from '../store/data-stores/write-stores.ts';

export class StoreBook {
  readonly #pool: pg.Pool;
  readonly #stores = new Map<string, StoredData>();
  /** By store. */
  readonly #watchers = new Map<string, readonly StoreWatcher[]>();

  readonly #late = new Map<string, LateWrite>();

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async read(names: readonly string[]): Promise<LoadedStores> {
    const missing = names.filter((name) => !this.#watchers.has(name));
    if (missing.length > 0) await this.#load(missing);
    const found = names.flatMap((name) => this.#watchers.get(name) ?? []);
    const watchers = [...new Map(found.map((watcher) => [keyOf(watcher), watcher])).values()];
    const wanted = new Set([...names, ...watchers.flatMap(({ stores }) => stores)]);
    return { stores: [...wanted].flatMap((name) => this.#stores.get(name) ?? []), watchers };
  }

  /** It is written, or will be: see `flush`. */
  note({ writes }: StoreChange): void {
    for (const { name, value } of writes) {
      const known = this.#stores.get(name);
      if (known) this.#stores.set(name, { name, value, version: known.version + 1 });
    }
  }

  /** It is decided and has still to be written. */
  postpone(change: StoreChange, by: Pick<LateWrite, 'at' | 'instanceId'>): void {
    this.note(change);
    for (const { name, value } of change.writes) {
      const times = (this.#late.get(name)?.times ?? 0) + 1;
      this.#late.set(name, { name, value, times, ...by });
    }
  }

  async flush(): Promise<void> {
    const late = [...this.#late.values()];
    this.#late.clear();
    if (late.length > 0) await writeStores(this.#pool, late);
  }

  /** It was not written: what it rested on is read anew. */
  forget({ versions }: StoreChange): void {
    for (const { name } of versions) this.#watchers.delete(name);
  }

  async #load(names: readonly string[]): Promise<void> {
    const { stores, watchers } = await loadStores(this.#pool, names);
    for (const store of stores) this.#stores.set(store.name, store);
    for (const name of names)
      this.#watchers.set(
        name,
        watchers.filter((watcher) => watcher.stores.includes(name)),
      );
  }
}

const keyOf = ({ definitionId, elementId }: StoreWatcher): string => `${definitionId} ${elementId}`;
