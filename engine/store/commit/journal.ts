import type { Columns } from '../columns.ts';
import { IS_WON } from './part.ts';

/** The rows come from `chain`. The events are stored as the very text that was hashed. */
export const JOURNAL_COLUMNS: Columns = {
  instanceId: 'text',
  seq: 'integer',
  at: 'time',
  actor: 'text',
  command: 'text',
  request: 'text',
  events: 'jsonText',
  hash: 'bytes',
};

/** `rows` is a FROM item `x`. */
export const journalSql = (
  rows: string,
): string => `insert into journal (instance_id, seq, at, actor, command, request, events, hash)
    select x."instanceId", x.seq, x.at, x.actor, x.command, x.request, x.events, x.hash from ${rows} where ${IS_WON}`;
