/** Slows down guessing. An attempt is counted before its password is checked, so attempts made at once count too. */
import type { Database } from './database.ts';

export interface Throttle {
  readonly subject: string;
  /** Attempts that are free; each one after that doubles the pause, from 2 seconds up to 15 minutes. */
  readonly free: number;
}

/** Counts one attempt; answers for how many seconds the subject is blocked (0: go on). A blocked attempt is not counted. */
export async function countAttempt(database: Database, { subject, free }: Throttle): Promise<number> {
  const { rows } = await database.query<{ wait: number | null }>(
    `insert into sign_in_attempt as s (subject, attempts, first_at) values ($1, 1, now())
     on conflict (subject) do update set
       attempts = case when s.first_at < now() - interval '1 hour' then 1 else s.attempts + 1 end,
       first_at = case when s.first_at < now() - interval '1 hour' then now() else s.first_at end,
       blocked_until = case when s.first_at < now() - interval '1 hour' or s.attempts + 1 < $2 then null
         else now() + least(power(2, least(s.attempts + 2 - $2, 20)), 900) * interval '1 second' end
     where s.blocked_until is null or s.blocked_until <= now()
     returning 0 as wait`,
    [subject, free],
  );
  if (rows.length > 0) return 0;
  const blocked = await database.query<{ wait: number }>(
    'select greatest(1, ceil(extract(epoch from blocked_until - now())))::integer as wait from sign_in_attempt where subject = $1',
    [subject],
  );
  return blocked.rows[0]?.wait ?? 1;
}

/** An attempt that turned out right does not count; a block that is on stays on. */
export async function forgiveAttempt(database: Database, subject: string): Promise<void> {
  await database.query('update sign_in_attempt set attempts = greatest(attempts - 1, 0) where subject = $1', [subject]);
}

/** The subject has proved itself: it starts anew. */
export async function forgetAttempts(database: Database, subject: string): Promise<void> {
  await database.query('delete from sign_in_attempt where subject = $1', [subject]);
}
