import type { Database } from '../people/database.ts';
import type { Unmasking } from '../people/unmaskings.ts';
import { type Order, type PageOf, type Paging, readPage, sql } from './paging.ts';

export interface UnmaskingRow extends Unmasking {
  readonly id: number;
  /** The number of its case. */
  readonly businessKey: string | null;
}

const NUMBER = `(select i.business_key from instance i where i.id = u.instance_id
  union all select h.business_key from instance_history h where h.id = u.instance_id limit 1) as "businessKey"`;

const LAST_FIRST: Order = { keys: [{ column: 'u.id', field: 'id', type: 'integer' }], descending: true };

/** The last first. */
export function listUnmaskings(
  database: Database,
  { instanceId, actor }: { readonly instanceId?: string; readonly actor?: string },
  paging: Paging,
): Promise<PageOf<UnmaskingRow>> {
  const query = sql
    .select('u.id', 'u.instance_id as instanceId', 'u.at', 'u.actor', 'u.fields', 'u.purpose', sql.raw(NUMBER))
    .from('unmasking as u');
  if (instanceId !== undefined) query.where('u.instance_id', instanceId);
  if (actor !== undefined) query.where('u.actor', actor);
  return readPage<UnmaskingRow>(database, query, LAST_FIRST, paging);
}
