import type { Database } from '../people/database.ts';
import { type PageOf, type Paging, readPage, sql } from './paging.ts';

export interface ConfirmationRow {
  readonly id: string;
  readonly instanceId: string;
  readonly definitionKey: string;
  readonly businessKey: string | null;
  readonly verb: string;
  readonly reason: string;
  readonly by: string;
  readonly at: number;
  readonly expiresAt: number;
  readonly entitled: readonly string[];
}

/** What any of the principals may confirm, or what the person has asked for; oldest first. */
export function listConfirmations(
  database: Database,
  { id, principals }: { readonly id: string; readonly principals: readonly string[] },
  paging: Paging,
): Promise<PageOf<ConfirmationRow>> {
  const query = sql
    .select(
      sql.raw(`c.id, c.instance_id as "instanceId", c.definition_key as "definitionKey", c.business_key as "businessKey", c.verb,
        c.reason, c.asked_by as by, c.asked_at as at, c.expires_at as "expiresAt", c.entitled`),
    )
    .from('confirmation as c')
    .whereRaw('(c.entitled && ? or c.asked_by = ?)', [[...principals], id]);
  return readPage<ConfirmationRow>(database, query, ORDER, paging);
}

const ORDER = {
  keys: [
    { column: 'c.asked_at', field: 'at', type: 'time' },
    { column: 'c.id', field: 'id', type: 'text' },
  ],
} as const;
