/** The job that waits for what is due of a bad rating: one at most, named by it. */
import type { Database } from '../people/database.ts';

export const jobOfRating = (rating: string): string => `rating:${rating}`;

/** After every step: for what is due now of the rating, and for nothing where nothing is. `at`: when that was decided, epoch ms. */
export async function setAlarm(client: Database, rating: string, at: number): Promise<void> {
  await clearAlarm(client, jobOfRating(rating));
  await client.query('update rating set reminded_at = null, escalated_at = null where id = $1', [rating]);
  await client.query(
    `insert into job (id, kind, payload, created_at, due_at)
     select $2, 'async', json_build_object('work', 'rating', 'rating', r.id), $3, case r.state when 'to-contact' then r.contact_due_at else r.rectify_due_at end
     from rating r where r.id = $1
       and case r.state when 'to-contact' then r.contact_due_at when 'verified' then r.rectify_due_at end is not null`,
    [rating, jobOfRating(rating), new Date(at)],
  );
}

/** For a rating that a process sees to: when to look whether it still does. */
export async function watchRating(
  client: Database,
  rating: string,
  { at, until }: { readonly at: number; readonly until: number },
): Promise<void> {
  await clearAlarm(client, jobOfRating(rating));
  await client.query(
    `insert into job (id, kind, payload, created_at, due_at) values ($1, 'async', json_build_object('work', 'rating', 'rating', $2::text), $3, $4)`,
    [jobOfRating(rating), rating, new Date(at), new Date(until)],
  );
}

/** Whether something of the rating is due and has not been dealt with: a look, without a lock. */
export async function isDue(database: Database, rating: string, now: number): Promise<boolean> {
  const { rowCount } = await database.query('select from job where id = $1 and due_at <= $2', [
    jobOfRating(rating),
    new Date(now),
  ]);
  return rowCount === 1;
}

/** Locks the rating; false where a step was taken meanwhile, which has set the alarm anew or taken it away. */
export async function holdAlarm(client: Database, rating: string, now: number): Promise<boolean> {
  await client.query('select from rating where id = $1 for update', [rating]);
  return isDue(client, rating, now);
}

/** Takes the job away. */
export async function clearAlarm(client: Database, job: string): Promise<void> {
  await client.query('delete from job where id = $1', [job]);
}

interface Reminding {
  /** Epoch ms. */
  readonly at: number;
  /** When the superiors are told unless something has been done. */
  readonly again: number;
}

export async function remindRating(client: Database, rating: string, { at, again }: Reminding): Promise<void> {
  await client.query('update rating set reminded_at = $2 where id = $1', [rating, new Date(at)]);
  await client.query('update job set due_at = $2, lease_until = null, attempts = 0 where id = $1', [
    jobOfRating(rating),
    new Date(again),
  ]);
}

export async function escalateRating(client: Database, rating: string, at: number): Promise<void> {
  await client.query('update rating set escalated_at = $2 where id = $1', [rating, new Date(at)]);
  await clearAlarm(client, jobOfRating(rating));
}
