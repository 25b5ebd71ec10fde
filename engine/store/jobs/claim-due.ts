import type pg from 'pg';
import { JOB_COLUMNS, type Job } from './job.ts';

export interface ClaimOptions {
  /** The engine's clock, epoch ms. */
  readonly now: number;
  readonly limit: number;
  /** How long no other engine process takes the job, in real time. */
  readonly leaseMs: number;
}

/**
 * Takes due jobs that are done inside the engine, oldest first. Rows that others are at are skipped, so processes never wait for each
 * other; the lease keeps them from doing the same work, and the state of the case keeps it from being done twice.
 */
export async function claimDue(pool: pg.Pool, { now, limit, leaseMs }: ClaimOptions): Promise<Job[]> {
  const { rows } = await pool.query<Job>({
    name: 'claim_due',
    text: `update job j set lease_until = clock_timestamp() + $3 * interval '1 millisecond'
      where id = any(array(
        select id from job
        where state = 'open' and not suspended and kind not in ('outbox', 'script') and due_at <= to_timestamp($1 / 1000.0)
          and (lease_until is null or lease_until < clock_timestamp())
        order by due_at, id limit $2 for update skip locked))
      returning ${JOB_COLUMNS}`,
    values: [now, limit, leaseMs],
  });
  return rows.sort((a, b) => a.dueAt - b.dueAt);
}

/** The same for scripts, which take processor time of their own; none of the cases `except`, by id. */
export async function claimScripts(
  pool: pg.Pool,
  { now, limit, leaseMs, except }: ClaimOptions & { readonly except: readonly string[] },
): Promise<Job[]> {
  const { rows } = await pool.query<Job>({
    name: 'claim_scripts',
    text: `update job j set lease_until = clock_timestamp() + $3 * interval '1 millisecond'
      where id = any(array(
        select id from job
        where state = 'open' and not suspended and kind = 'script' and due_at <= to_timestamp($1 / 1000.0)
          and (lease_until is null or lease_until < clock_timestamp()) and instance_id <> all($4::text[])
        order by due_at, id limit $2 for update skip locked))
      returning ${JOB_COLUMNS}`,
    values: [now, limit, leaseMs, except],
  });
  return rows;
}
