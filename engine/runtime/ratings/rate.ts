/** 好差评: a case is rated when its outcome has been handed over or it has ended, once for each contact point. */
import { fail, ok, type Result } from '../../errors.ts';
import { deadlineOf } from '../../sla/limit.ts';
import { setAlarm } from '../../store/ratings/alarms.ts';
import type { RatedCase } from '../../store/ratings/rated-case.ts';
import { insertRating, lastDepartment } from '../../store/ratings/ratings.ts';
import { inTransaction } from '../../store/transaction.ts';
import { departmentCalendar } from '../department-calendar.ts';
import { RATING_DAYS, windowOf } from './limits.ts';
import { type Given, newRating } from './new-rating.ts';
import type { RatingDeps } from './rating-deps.ts';

export interface EndingCase extends RatedCase {
  readonly status: string;
  /** Epoch ms; null while it goes on. */
  readonly endedAt: number | null;
  /** When the outcome was handed over, epoch ms; null or absent where there is no receipt of it. */
  readonly deliveredAt?: number | null;
}

/**
 * Gives the id. Refuses with 'rating-not-open' before delivery and the end of the case, with 'rating-too-late' when the window is over, and with 'rating-exists'
 * where it was rated there.
 */
export async function rate(deps: RatingDeps, of: EndingCase, given: Given): Promise<Result<string>> {
  const ratedAt = deps.clock.now();
  const department = await lastDepartment(deps.pool, of.id);
  const until = ratableUntil(deps, department, of);
  if (until === null) return fail('rating-not-open', { status: of.status });
  if (ratedAt > until) return fail('rating-too-late', { until: new Date(until).toISOString() });
  const rating = newRating(deps, of, { ...given, department, inProcess: false });
  const isNew = await inTransaction(deps.pool, async (client) => {
    const inserted = await insertRating(client, rating);
    if (inserted) await setAlarm(client, rating.id, ratedAt);
    return inserted;
  });
  return isNew ? ok(rating.id) : fail('rating-exists');
}

/** Until when a case may be rated, from its delivery on, by the calendar of the department that had it last; null where that has not begun. */
export function ratableUntil(
  { ratingDays = RATING_DAYS, ...deps }: RatingDeps,
  department: string | null,
  { deliveredAt, endedAt }: Pick<EndingCase, 'deliveredAt' | 'endedAt'>,
): number | null {
  const since = deliveredAt ?? endedAt;
  return since && deadlineOf(windowOf(ratingDays), since, departmentCalendar(deps, department, since)).at;
}
