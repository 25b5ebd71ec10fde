import type pg from 'pg';

/** A process that stops gives back what it had begun, so that others need not wait for the lease to run out. */
export async function releaseLease(pool: pg.Pool, id: string): Promise<void> {
  await pool.query('update job set lease_until = null where id = $1', [id]);
}
