/** Locks of external workers on calls to the outside. Times are the engine's clock, epoch ms, as promised to the worker. */
import type pg from 'pg';
import { JOB_COLUMNS, type Job } from './job.ts';

export interface LockRequest {
  readonly worker: string;
  readonly topic: string;
  readonly now: number;
  readonly lockedUntil: number;
  readonly limit: number;
}

/** Locks due calls of a topic for a worker, most urgent first; what others have locked is skipped. */
export async function lockExternal(
  pool: pg.Pool,
  { worker, topic, now, lockedUntil, limit }: LockRequest,
): Promise<Job[]> {
  const { rows } = await pool.query<Job>({
    name: 'lock_external',
    text: `update job j set locked_by = $1, locked_until = to_timestamp($4 / 1000.0)
      where id = any(array(
        select id from job
        where state = 'open' and not suspended and kind = 'outbox' and topic = $2 and due_at <= to_timestamp($3 / 1000.0)
          and (locked_until is null or locked_until <= to_timestamp($3 / 1000.0))
        order by priority desc, due_at, id limit $5 for update skip locked))
      returning ${JOB_COLUMNS}`,
    values: [worker, topic, now, lockedUntil, limit],
  });
  return rows.sort((a, b) => b.priority - a.priority || a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1));
}

export interface Lock {
  readonly id: string;
  readonly worker: string;
  readonly now: number;
}

/** Whether the worker still had the lock; only then it is moved. */
export async function extendLock(pool: pg.Pool, { id, worker, now }: Lock, lockedUntil: number): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update job set locked_until = to_timestamp($4 / 1000.0) where id = $1 and locked_by = $2 and locked_until > to_timestamp($3 / 1000.0)`,
    [id, worker, now, lockedUntil],
  );
  return rowCount === 1;
}

export async function releaseLock(pool: pg.Pool, { id, worker, now }: Lock): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update job set locked_by = null, locked_until = null where id = $1 and locked_by = $2 and locked_until > to_timestamp($3 / 1000.0)`,
    [id, worker, now],
  );
  return rowCount === 1;
}
