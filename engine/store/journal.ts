/**
 * The journal is a chain: each row's hash covers the row and the hash before it, and the case keeps the last one. A row that was
 * changed, removed or put in between no longer fits its successor; a removed tail no longer fits the case.
 */

import { hash as digest } from 'node:crypto';
import type pg from 'pg';
import type { JournalEntry } from '../commands/journal-entry.ts';
import { stringify } from '../exact-json.ts';

/** The end of a chain so far. */
export interface JournalHead {
  readonly seq: number;
  /** SHA-256, hex. */
  readonly hash: string;
}

export const EMPTY_JOURNAL: JournalHead = { seq: 0, hash: '0'.repeat(64) };

export interface JournalRow extends JournalHead {
  readonly instanceId: string;
  readonly at: number;
  readonly actor: string;
  readonly command: string;
  /** Null where the request had no idempotency key. */
  readonly request: string | null;
  /** JSON text, exactly as stored and as hashed. */
  readonly events: string;
}

/** The rows that continue the chain of a case after `head`. */
export function chain(instanceId: string, head: JournalHead, entries: readonly JournalEntry[]): JournalRow[] {
  let { seq, hash } = head;
  return entries.map(({ at, actor, command, request = null, events }) => {
    seq += 1;
    const text = stringify(events);
    hash = hashOf(hash, { instanceId, seq, at, actor, command, request, events: text });
    return { instanceId, seq, at, actor, command, request, events: text, hash };
  });
}

function hashOf(previous: string, row: Omit<JournalRow, 'hash'>): string {
  const { instanceId, seq, at, actor, command, request } = row;
  const head = JSON.stringify([instanceId, seq, at, actor, command, ...(request === null ? [] : [request])]);
  return digest('sha256', `${previous}\n${head}\n${row.events}`);
}

export type Verification =
  | { readonly intact: true; readonly rows: number }
  /** `seq` is the first row that is not what was written; one past the last where the tail is gone. */
  | { readonly intact: false; readonly seq: number; readonly reason: 'changed' | 'missing' | 'tail' };

/** Computes the chain of a case again and names the first broken row; undefined where there is no such case. */
export async function verifyJournal(
  client: pg.Pool | pg.ClientBase,
  instanceId: string,
): Promise<Verification | undefined> {
  const head = await readHead(client, instanceId);
  if (!head) return undefined;
  const { rows } = await client.query<JournalRow>(
    `select instance_id as "instanceId", seq, at, actor, command, request, events::text as events, encode(hash, 'hex') as hash
     from journal where instance_id = $1 order by seq, at`,
    [instanceId],
  );
  let previous = EMPTY_JOURNAL;
  for (const row of rows) {
    if (row.seq !== previous.seq + 1) return { intact: false, seq: previous.seq + 1, reason: 'missing' };
    if (hashOf(previous.hash, row) !== row.hash) return { intact: false, seq: row.seq, reason: 'changed' };
    previous = row;
  }
  if (previous.seq < head.seq) return { intact: false, seq: previous.seq + 1, reason: 'tail' };
  if (previous.hash !== head.hash) return { intact: false, seq: previous.seq, reason: 'changed' };
  return { intact: true, rows: rows.length };
}

async function readHead(client: pg.Pool | pg.ClientBase, instanceId: string): Promise<JournalHead | undefined> {
  const { rows } = await client.query<JournalHead>(
    `select journal_seq as seq, encode(journal_hash, 'hex') as hash from instance where id = $1
     union all select journal_seq, encode(journal_hash, 'hex') from instance_history where id = $1`,
    [instanceId],
  );
  return rows[0];
}
