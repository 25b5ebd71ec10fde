import type pg from 'pg';
import { RESERVED_STORES } from '../../env.ts';
import { type PageOf, type Paging, readPage, sql } from '../read/paging.ts';

export interface DataStoreRow {
  readonly name: string;
  readonly value: unknown;
  readonly version: number;
  /** Epoch ms; null where nothing was written yet. */
  readonly updatedAt: number | null;
  /** Null where a case did, which `instanceId` names. */
  readonly updatedBy: string | null;
  readonly instanceId: string | null;
}

const COLUMNS = `name, value, version, updated_at as "updatedAt", updated_by as "updatedBy", instance_id as "instanceId"`;

/** Undefined where no model and nobody has ever used a store of this name. */
export async function findStore(pool: pg.Pool, name: string): Promise<DataStoreRow | undefined> {
  const { rows } = await pool.query<DataStoreRow>(`select ${COLUMNS} from data_store where name = $1`, [name]);
  return rows[0];
}

/** In order of name. */
export function listStores(pool: pg.Pool, paging: Paging): Promise<PageOf<DataStoreRow>> {
  const query = sql.select(sql.raw(COLUMNS)).from('data_store').whereRaw('not starts_with(name, ?)', [RESERVED_STORES]);
  return readPage<DataStoreRow>(pool, query, { keys: [{ column: 'name', field: 'name', type: 'text' }] }, paging);
}
