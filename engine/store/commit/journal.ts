import type { JournalRow } from '../journal.ts';
import { type Part, storable, time } from './part.ts';

/** The rows come from `chain`, not from the change itself. */
export const insertJournal: Part = {
  name: 'journal_new',
  columns: '"instanceId" text, "seq" int, "at" float8, "actor" text, "command" text, "events" json, "hash" text',
  rows: () => [],
  sql: `insert into journal (instance_id, seq, at, actor, command, events, hash)
    select x."instanceId", x.seq, ${time('x.at')}, x.actor, x.command, x.events, decode(x.hash, 'hex')
    from rows x join won on won.id = x."instanceId"`,
};

/** One element of the record set: the events go in as the text that was hashed. */
export function journalJson({ events, ...row }: JournalRow): string {
  return `${JSON.stringify({ ...row, at: storable(row.at) }).slice(0, -1)},"events":${events}}`;
}
