import type pg from 'pg';

/** When the next job falls due that nobody is at, by the engine's clock; undefined where none waits. `topics`: calls that count. */
export async function nextDue(pool: pg.Pool, topics: readonly string[]): Promise<number | undefined> {
  const { rows } = await pool.query<{ due: number | null }>({
    name: 'next_due',
    text: `select least(
        (select min(due_at) from job where state = 'open' and not suspended and kind <> 'outbox' and (lease_until is null or lease_until < clock_timestamp())),
        (select min(due_at) from job where state = 'open' and not suspended and kind = 'outbox' and topic = any($1)
          and (lease_until is null or lease_until < clock_timestamp()))) as due`,
    values: [topics],
  });
  const due = rows[0]?.due;
  return due === null || due === undefined || !Number.isFinite(due) ? undefined : due;
}

/** The same of what is done inside the engine, scripts left out; Infinity where none waits. */
export async function nextTimer(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ due: number | null }>({
    name: 'next_timer',
    text: `select min(due_at) as due from job
      where state = 'open' and not suspended and kind not in ('outbox', 'script') and (lease_until is null or lease_until < clock_timestamp())`,
  });
  return rows[0]?.due ?? Number.POSITIVE_INFINITY;
}

/** What is due now, by who does it. */
export interface DueNow {
  /** Done inside the engine: timers and the like. */
  readonly inside: boolean;
  /** Calls, also those that no adapter of this process may take now. */
  readonly calls: boolean;
  readonly scripts: boolean;
  /**
   * Anything that is not done yet, by whichever process; calls on topics that no adapter serves do not count. A job that was refused and is left
   * for later does not either, until its pause is over.
   */
  readonly undone: boolean;
}

export async function dueNow(pool: pg.Pool, now: number, topics: readonly string[]): Promise<DueNow> {
  const { rows } = await pool.query<DueNow>({
    name: 'due_now',
    text: `select inside, calls, scripts, undone_inside or undone_calls as undone from
        (select coalesce(bool_or(kind <> 'script'), false) as inside, coalesce(bool_or(kind = 'script'), false) as scripts,
           coalesce(bool_or(${NOT_LEFT}), false) as undone_inside
         from job where state = 'open' and not suspended and kind <> 'outbox' and due_at <= to_timestamp($1 / 1000.0)) as own,
        (select count(*) > 0 as calls, coalesce(bool_or(topic = any($2) and ${NOT_LEFT}), false) as undone_calls
         from job where state = 'open' and not suspended and kind = 'outbox' and due_at <= to_timestamp($1 / 1000.0)) as asked`,
    values: [now, topics],
  });
  return rows[0] ?? { inside: false, calls: false, scripts: false, undone: false };
}

/** A job that was refused waits for the end of its pause. */
const NOT_LEFT = '(last_error is null or lease_until is null or lease_until < clock_timestamp())';
