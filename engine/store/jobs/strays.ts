/** Jobs that no commit of a case has made: deliveries of signals, start timers, what is due for ratings, cards, calendars and deployments. */
import type pg from 'pg';
import type { ClaimOptions } from './claim-due.ts';
import { JOB_COLUMNS, type Job } from './job.ts';

const IS_STRAY = `state = 'open' and not suspended and kind not in ('outbox', 'script')
  and (instance_id is null or kind = 'async' and payload ->> 'work' = 'deliver')
  and (lease_until is null or lease_until < clock_timestamp())`;

/** Takes due ones, oldest first; the lease as in `claimDue`. */
export async function claimStrays(pool: pg.Pool, { now, limit, leaseMs }: ClaimOptions): Promise<Job[]> {
  const { rows } = await pool.query<Job>({
    name: 'claim_strays',
    text: `update job j set lease_until = clock_timestamp() + $3 * interval '1 millisecond'
      where id = any(array(
        select id from job where ${IS_STRAY} and due_at <= to_timestamp($1 / 1000.0) order by due_at, id limit $2 for update skip locked))
      returning ${JOB_COLUMNS}`,
    values: [now, limit, leaseMs],
  });
  return rows;
}

/** When the next one falls due, epoch ms; Infinity where none waits. */
export async function nextStray(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ due: number | null }>({
    name: 'next_stray',
    text: `select min(due_at) as due from job where ${IS_STRAY}`,
  });
  return rows[0]?.due ?? Number.POSITIVE_INFINITY;
}
