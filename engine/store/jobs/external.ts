/** Locks of external workers on calls to the outside. Times are the engine's clock, epoch ms, as promised to the worker. */
import type pg from 'pg';
import { JOB_COLUMNS, type Job } from './job.ts';

interface TopicLock {
  readonly topic: string;
  /** Epoch ms. */
  readonly lockedUntil: number;
  /** Only of cases with this business key, or of this process. */
  readonly businessKey?: string;
  readonly definitionKey?: string;
}

export interface LockRequest {
  readonly worker: string;
  readonly topics: readonly TopicLock[];
  readonly now: number;
  readonly limit: number;
  /** False: in the order they fell due, whatever their priority. */
  readonly byPriority: boolean;
}

/** Locks due calls of the topics for a worker, most urgent first; what others have locked is skipped. */
export async function lockExternal(
  pool: pg.Pool,
  { worker, topics, now, limit, byPriority }: LockRequest,
): Promise<Job[]> {
  const { rows } = await pool.query<Job>({
    name: 'lock_external',
    text: `with due as materialized (
        select j.id, x.until from job j join unnest($2::text[], $3::double precision[], $7::text[], $8::text[]) as x(topic, until, bk, dk) on x.topic = j.topic
          and (x.bk is null or x.bk = j.business_key) and (x.dk is null or x.dk = j.definition_key)
        where j.state = 'open' and not j.suspended and j.kind = 'outbox' and j.due_at <= to_timestamp($4 / 1000.0)
          and (j.locked_until is null or j.locked_until <= to_timestamp($4 / 1000.0))
        order by case when $6 then j.priority else 0 end desc, j.due_at, j.id limit $5 for update of j skip locked)
      update job j set locked_by = $1, locked_until = to_timestamp(due.until / 1000.0), lock_token = nextval('external_lock') from due where j.id = due.id
      returning ${JOB_COLUMNS}`,
    values: [
      worker,
      topics.map(({ topic }) => topic),
      topics.map(({ lockedUntil }) => lockedUntil),
      now,
      limit,
      byPriority,
      topics.map(({ businessKey }) => businessKey ?? null),
      topics.map(({ definitionKey }) => definitionKey ?? null),
    ],
  });
  const rank = (job: Job): number => (byPriority ? job.priority : 0);
  return rows.sort((a, b) => rank(b) - rank(a) || a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1));
}

export interface Lock {
  readonly id: string;
  readonly worker: string;
  readonly now: number;
  /** Only while this lock is the last that was taken; any of the worker's where absent. */
  readonly token?: number | undefined;
}

const IS_SAME = '($4::bigint is null or lock_token = $4)';

/** Whether the call was free, or the worker's own, and is locked now. What it had locked before stays the same lock, also where it has run out. */
export async function lockOne(pool: pg.Pool, { id, worker, now, token }: Lock, lockedUntil: number): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update job set locked_by = $2, locked_until = to_timestamp($5 / 1000.0),
       lock_token = case when $4::bigint is not null or (locked_by = $2 and locked_until > to_timestamp($3 / 1000.0))
         then lock_token else nextval('external_lock') end
     where id = $1 and kind = 'outbox' and state = 'open' and not suspended and ${IS_SAME}
       and (locked_until is null or locked_until <= to_timestamp($3 / 1000.0) or locked_by = $2)`,
    [id, worker, now, token ?? null, lockedUntil],
  );
  return rowCount === 1;
}

/** Whether the worker still had the lock; only then it is moved. */
export async function extendLock(
  pool: pg.Pool,
  { id, worker, now, token }: Lock,
  lockedUntil: number,
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update job set locked_until = to_timestamp($5 / 1000.0)
     where id = $1 and locked_by = $2 and locked_until > to_timestamp($3 / 1000.0) and ${IS_SAME}`,
    [id, worker, now, token ?? null, lockedUntil],
  );
  return rowCount === 1;
}

export async function releaseLock(pool: pg.Pool, { id, worker, now, token }: Lock): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update job set locked_by = null, locked_until = null
     where id = $1 and locked_by = $2 and locked_until > to_timestamp($3 / 1000.0) and ${IS_SAME}`,
    [id, worker, now, token ?? null],
  );
  return rowCount === 1;
}
