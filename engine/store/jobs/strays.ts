/** Jobs that no commit of a case has made: deliveries of signals, start timers, what is due for ratings, cards, calendars and deployments. */
import type pg from 'pg';
import type { ClaimOptions } from './claim-due.ts';
import { JOB_COLUMNS, type Job } from './job.ts';

const IS_OPEN = `state = 'open' and not suspended and (lease_until is null or lease_until < clock_timestamp())`;

/** Of no case, and deliveries to cases: each found by an index of its own. */
const STRAYS: readonly string[] = [
  `instance_id is null and kind not in ('outbox', 'script') and ${IS_OPEN}`,
  `instance_id is not null and kind = 'async' and payload ->> 'work' = 'deliver' and ${IS_OPEN}`,
];

const ofStrays = (columns: string, more = ''): string =>
  STRAYS.map((strays) => `select ${columns} from job where ${strays}${more}`).join(' union all ');

/** Takes due ones, oldest first; the lease as in `claimDue`. */
export async function claimStrays(pool: pg.Pool, { now, limit, leaseMs }: ClaimOptions): Promise<Job[]> {
  const { rows } = await pool.query<Job>({
    name: 'claim_strays',
    text: `update job j set lease_until = clock_timestamp() + $3 * interval '1 millisecond'
      where id = any(array(
        select id from job where id in (${ofStrays('id', ' and due_at <= to_timestamp($1 / 1000.0)')}) order by due_at, id limit $2 for update skip locked))
      returning ${JOB_COLUMNS}`,
    values: [now, limit, leaseMs],
  });
  return rows;
}

/** When the next one falls due, epoch ms; Infinity where none waits. */
export async function nextStray(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ due: number | null }>({
    name: 'next_stray',
    // As asked, not as a walk through all jobs by their times until one of them is a stray.
    text: `with stray as materialized (${ofStrays('due_at')}) select min(due_at) as due from stray`,
  });
  return rows[0]?.due ?? Number.POSITIVE_INFINITY;
}
