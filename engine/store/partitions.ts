/** Monthly partitions of the journal, made before the first row of a month is written; the engine's clock may be in any year. */
import type pg from 'pg';
import { inTransaction } from './transaction.ts';

/** `2026-11` for an instant, UTC. */
export const monthOf = (at: number): string => new Date(Math.max(at, 0)).toISOString().slice(0, 7);

/**
 * Makes the partition of a month unless it is there. Attaching (rather than `partition of`) lets readers and writers of other months go on.
 * Any number of processes may do this at once.
 */
export async function ensurePartition(pool: pg.Pool, month: string): Promise<void> {
  const name = `journal_${month.replace('-', '_')}`;
  const from = `${month}-01T00:00:00Z`;
  const until = new Date(from);
  until.setUTCMonth(until.getUTCMonth() + 1);
  await inTransaction(pool, async (client) => {
    await client.query("select pg_advisory_xact_lock(hashtext('tongban journal partitions'))");
    const { rowCount } = await client.query(
      'select from pg_class where relname = $1 and relnamespace = current_schema()::regnamespace',
      [name],
    );
    if (rowCount !== 0) return;
    await client.query(`create table ${name} (like journal including all)`);
    await client.query(
      `alter table journal attach partition ${name} for values from ('${from}') to ('${until.toISOString()}')`,
    );
  });
}
