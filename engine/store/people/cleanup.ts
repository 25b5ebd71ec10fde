import type { Database } from './database.ts';

/** Removes what has run out: sessions, attempts, receipts of requests. Any process may do it at any time. */
export async function removeExpired(database: Database): Promise<void> {
  await database.query('delete from session where expires_at <= now()');
  await database.query(
    "delete from sign_in_attempt where first_at < now() - interval '1 day' and coalesce(blocked_until, now()) <= now()",
  );
  await database.query('delete from request_receipt where expires_at <= now()');
}
