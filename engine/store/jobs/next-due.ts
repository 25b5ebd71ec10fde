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

/**
 * Whether anything is due that is not done yet, by whichever process; calls on topics that no adapter serves do not count. A job that was
 * refused and is left for later does not either, until its pause is over.
 */
export async function hasDue(pool: pg.Pool, now: number, topics: readonly string[]): Promise<boolean> {
  const { rows } = await pool.query<{ due: boolean }>({
    name: 'has_due',
    text: `select exists (
        select from job where state = 'open' and not suspended and (kind <> 'outbox' or topic = any($2)) and due_at <= to_timestamp($1 / 1000.0)
          and (last_error is null or lease_until is null or lease_until < clock_timestamp())) as due`,
    values: [now, topics],
  });
  return rows[0]?.due ?? false;
}
