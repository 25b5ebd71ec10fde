/** Data stores as people see and correct them; cases read and write them with their commits. */
import type pg from 'pg';
import { withWrites } from '../core/data-stores.ts';
import { fail, ok, type Result } from '../errors.ts';
import { editStore } from '../store/data-stores/edit-store.ts';
import { loadStores } from '../store/data-stores/load-stores.ts';
import { inTransaction } from '../store/transaction.ts';
import type { Clock } from './clock.ts';
import type { DefinitionRegistry } from './definitions.ts';
import { startsOf } from './store-snapshot.ts';

export interface DataStoresDeps {
  readonly pool: pg.Pool;
  readonly definitions: DefinitionRegistry;
  readonly clock: Clock;
  /** There is work to do: start events have been set off. */
  readonly nudge: () => void;
}

export interface PutInput {
  readonly name: string;
  readonly value: unknown;
  /** Refused with `data-store-changed` where it is in another version by now. */
  readonly version?: number | undefined;
  readonly by: string;
}

export class DataStoreRegister {
  readonly #deps: DataStoresDeps;

  constructor(deps: DataStoresDeps) {
    this.#deps = deps;
  }

  /** Writes the whole value; a store that was not there is then. */
  async put({ name, value, version, by }: PutInput): Promise<Result<void>> {
    const { pool, definitions, clock, nudge } = this.#deps;
    const at = clock.now();
    const written = await inTransaction(pool, async (client): Promise<Result<number>> => {
      await client.query('select from engine_state for share');
      const { stores, watchers } = await loadStores(client, [name], { lock: true });
      const found = new Map(stores.map((each) => [each.name, each]));
      const current = found.get(name)?.version ?? 0;
      if (version !== undefined && version !== current) return fail('data-store-changed', { name, version: current });
      if (watchers.length > 0) await definitions.refresh();
      const before = { read: (each: string): unknown => found.get(each)?.value ?? null };
      const after = withWrites(before, [{ type: 'dataStoreWritten', element: '', store: name, value }]);
      const starts = await definitions.withLoaded(() => startsOf(watchers, { before, after, now: at }, definitions));
      await editStore(client, { name, value, at, by, starts });
      return ok(starts.length);
    });
    if (!written.ok) return written;
    if (written.value > 0) nudge();
    return ok(undefined);
  }
}
