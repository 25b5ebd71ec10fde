/** What is due for a bad rating: the department is reminded when it is, its superiors are told on the next working day. */
import { nextMorning } from '../../sla/rung.ts';
import type { Job } from '../../store/jobs/job.ts';
import { clearAlarm, escalateRating, holdAlarm, remindRating } from '../../store/ratings/alarms.ts';
import { findRating } from '../../store/ratings/ratings.ts';
import { inTransaction } from '../../store/transaction.ts';
import { calendarFor } from './rate.ts';
import type { RatingDeps } from './rating-deps.ts';

export interface RatingWork {
  readonly work: 'rating';
  readonly rating: string;
}

/** Each of the two once for each limit; a rating that has moved on meanwhile has taken its job with it. `at` overrides now. */
export async function ringRating(deps: RatingDeps, { id, payload, dueAt }: Job, at?: number): Promise<void> {
  const { rating } = payload as RatingWork;
  const now = Math.max(at ?? deps.clock.now(), dueAt);
  await inTransaction(deps.pool, async (client) => {
    if (!(await holdAlarm(client, rating, dueAt))) return undefined;
    const row = await findRating(client, rating);
    if (!row) return clearAlarm(client, id);
    if (row.remindedAt !== null) return escalateRating(client, rating, now);
    const again = nextMorning(now, calendarFor(deps, row.department, now));
    return remindRating(client, rating, { at: now, again });
  });
}
