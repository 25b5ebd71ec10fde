import type pg from 'pg';

/** After so many failures a job is no longer tried; a person finds it among the failed ones. */
export const MAX_ATTEMPTS = 5;

export interface JobFailure {
  readonly id: string;
  readonly error: string;
  /** Pause before the next try, in real time. */
  readonly pauseMs: number;
  /** False where the job itself is not to blame: such tries do not count. */
  readonly counts: boolean;
}

/** Leaves a job for later. False where it has gone meanwhile, which is no error: its case has moved on. */
export async function delayJob(pool: pg.Pool, { id, error, pauseMs, counts }: JobFailure): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update job set last_error = $2, lease_until = clock_timestamp() + $3 * interval '1 millisecond',
       attempts = attempts + $4, state = case when attempts + $4 >= $5 then 'failed' else state end
     where id = $1`,
    [id, error, pauseMs, counts ? 1 : 0, MAX_ATTEMPTS],
  );
  return rowCount === 1;
}
