import type pg from 'pg';

/** Jobs whose signal has gone out to nobody. */
export async function removeSent(pool: pg.Pool, jobIds: readonly string[]): Promise<void> {
  await pool.query('delete from job where id = any($1)', [jobIds]);
}
