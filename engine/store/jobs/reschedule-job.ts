import type pg from 'pg';

/** Moves a start timer to another time; timers of a case belong to its state and are moved by a command. */
export async function rescheduleStartTimer(pool: pg.Pool, id: string, dueAt: number): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update job set due_at = to_timestamp($2 / 1000.0), lease_until = null, state = 'open', attempts = 0 where id = $1 and instance_id is null and kind = 'timer'`,
    [id, dueAt],
  );
  return rowCount === 1;
}
