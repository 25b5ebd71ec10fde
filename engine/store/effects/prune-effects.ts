import type pg from 'pg';

const AT_ONCE = 5_000;

/**
 * Removes from the ledger what was settled before the instant, of cases that have ended; the journal of a case keeps what it asked and was
 * answered. What nobody knows the end of stays, however old. At most 5,000 a call; answers how many.
 */
export async function pruneEffects(pool: pg.Pool, before: number): Promise<number> {
  const { rowCount } = await pool.query(
    `delete from effect where id in (
       select e.id from effect e
       where e.state in ('confirmed', 'failed') and coalesce(e.settled_at, e.requested_at) < to_timestamp($1 / 1000.0)
         and not exists (select from instance i where i.id = e.instance_id) and not exists (select from job j where j.id = e.id)
       limit ${AT_ONCE})`,
    [before],
  );
  return rowCount ?? 0;
}
