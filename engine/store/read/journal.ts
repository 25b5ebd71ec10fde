import type { Database } from '../people/database.ts';
import { type PageOf, type Paging, readPage, sql } from './paging.ts';

export interface JournalRow {
  readonly seq: number;
  readonly at: number;
  readonly actor: string;
  readonly command: string;
  readonly request: string | null;
  readonly events: readonly { readonly type: string }[];
  readonly hash: string;
}

/** What happened in a case, in order. */
export function readJournal(database: Database, instanceId: string, paging: Paging): Promise<PageOf<JournalRow>> {
  const query = sql
    .select('seq', 'at', 'actor', 'command', 'request', 'events', sql.raw("encode(hash, 'hex') as hash"))
    .from('journal')
    .where('instance_id', instanceId);
  return readPage<JournalRow>(database, query, { keys: [{ column: 'seq', field: 'seq', type: 'integer' }] }, paging);
}
