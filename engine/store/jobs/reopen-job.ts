import type pg from 'pg';

/** A failed job is tried again, from the first attempt; whether there was one. */
export async function reopenJob(pool: pg.Pool, id: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update job set state = 'open', attempts = 0, lease_until = null where id = $1 and state = 'failed'`,
    [id],
  );
  return rowCount === 1;
}
