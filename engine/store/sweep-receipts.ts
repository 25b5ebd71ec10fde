import type pg from 'pg';

/** Removes receipts that have run out by the engine's clock. */
export async function sweepReceipts(pool: pg.Pool, now: number): Promise<void> {
  await pool.query('delete from receipt where expires_at < to_timestamp($1 / 1000.0)', [now]);
}
