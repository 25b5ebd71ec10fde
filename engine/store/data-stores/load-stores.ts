import type pg from 'pg';
import type { WaitingCondition } from '../../commands/start-condition.ts';

export interface StoredData {
  readonly name: string;
  readonly value: unknown;
  readonly version: number;
}

/** A conditional start event, with the stores it reads. */
export interface StoreWatcher extends WaitingCondition {
  readonly stores: readonly string[];
}

export interface LoadedStores {
  readonly stores: readonly StoredData[];
  /** The start events that read one of the stores asked for; all that they read is in `stores`. */
  readonly watchers: readonly StoreWatcher[];
}

/**
 * The stores of these names as one snapshot. One that is not there yet is made, empty, so that a commit has a row to hold to its version.
 * `lock` keeps others from writing them until the transaction of the client ends.
 */
export async function loadStores(
  client: pg.Pool | pg.ClientBase,
  names: readonly string[],
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<LoadedStores> {
  const { rows: watchers } = await client.query<StoreWatcher>(
    `select definition_id as "definitionId", definition_key as "definitionKey", element_id as "elementId", stores
     from start_condition where stores && $1 and not suspended order by id`,
    [names],
  );
  const wanted = [...new Set([...names, ...watchers.flatMap(({ stores }) => stores)])].sort();
  const found = await selectStores(client, wanted, lock);
  if (found.length === wanted.length) return { stores: found, watchers };
  await client.query('insert into data_store (name) select unnest($1::text[]) on conflict do nothing', [wanted]);
  return { stores: await selectStores(client, wanted, lock), watchers };
}

async function selectStores(
  client: pg.Pool | pg.ClientBase,
  names: readonly string[],
  lock: boolean,
): Promise<StoredData[]> {
  const { rows } = await client.query<StoredData>(
    `select name, value, version from data_store where name = any($1) order by name${lock ? ' for update' : ''}`,
    [names],
  );
  return rows;
}
