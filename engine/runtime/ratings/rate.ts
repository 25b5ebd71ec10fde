/** 好差评: a case is rated when its outcome has been handed over or it has ended, once for each contact point. */
import { fail, ok, type Result } from '../../errors.ts';
import { deadlineOf } from '../../sla/limit.ts';
import { setAlarm } from '../../store/ratings/alarms.ts';
import { insertRating, lastDepartment } from '../../store/ratings/ratings.ts';
import { inTransaction } from '../../store/transaction.ts';
import { uuidv7 } from '../ids.ts';
import { CONTACT, RATING_DAYS, windowOf } from './limits.ts';
import type { RatingDeps } from './rating-deps.ts';

export interface RatedCase {
  readonly id: string;
  readonly status: string;
  readonly definitionKey: string;
  readonly businessKey: string | null;
  readonly initiator: string | null;
  /** Epoch ms; null while it goes on. */
  readonly endedAt: number | null;
  /** When the outcome was handed over, epoch ms; null or absent where there is no receipt of it. */
  readonly deliveredAt?: number | null;
}

export interface Given {
  readonly by: string;
  readonly contactPoint: string;
  /** 1 very satisfied to 5 very dissatisfied. */
  readonly level: number;
  readonly anonymous: boolean;
  readonly comment: string | null;
}

const BAD_FROM = 4;

/**
 * Gives the id. Refuses with 'rating-not-open' before delivery and the end of the case, with 'rating-too-late' when the window is over, and with 'rating-exists'
 * where it was rated there.
 */
export async function rate(deps: RatingDeps, of: RatedCase, given: Given): Promise<Result<string>> {
  const { pool, clock } = deps;
  const { by, level, anonymous, ...said } = given;
  const ratedAt = clock.now();
  const id = uuidv7(ratedAt);
  const department = await lastDepartment(pool, of.id);
  const until = ratableUntil(deps, department, of);
  if (until === null) return fail('rating-not-open', { status: of.status });
  if (ratedAt > until) return fail('rating-too-late', { until: new Date(until).toISOString() });
  const contactDueAt = level >= BAD_FROM && !anonymous ? dueFor(deps, department, CONTACT) : null;
  const { definitionKey, businessKey, initiator } = of;
  const rating = {
    ...{
      id,
      instanceId: of.id,
      definitionKey,
      businessKey,
      department,
      level,
      anonymous,
      ratedAt,
      contactDueAt,
      ...said,
    },
    verified: initiator === by,
    ratedBy: by,
    state: level >= BAD_FROM ? ('to-contact' as const) : ('closed' as const),
  };
  const isNew = await inTransaction(pool, async (client) => {
    const inserted = await insertRating(client, rating);
    if (inserted) await setAlarm(client, id, ratedAt);
    return inserted;
  });
  return isNew ? ok(id) : fail('rating-exists');
}

/** Until when a case may be rated, from its delivery on, by the calendar of the department that had it last; null where that has not begun. */
export function ratableUntil(
  { ratingDays = RATING_DAYS, ...deps }: RatingDeps,
  department: string | null,
  { deliveredAt, endedAt }: Pick<RatedCase, 'deliveredAt' | 'endedAt'>,
): number | null {
  const since = deliveredAt ?? endedAt;
  return since && deadlineOf(windowOf(ratingDays), since, calendarFor(deps, department, since)).at;
}

/** By the calendar of the department, from now on. */
export function dueFor(
  { clock, organisation, calendars }: RatingDeps,
  department: string | null,
  limit: typeof CONTACT,
): number {
  const now = clock.now();
  return deadlineOf(limit, now, calendarFor({ organisation, calendars }, department, now)).at;
}

export function calendarFor(
  { organisation, calendars }: Pick<RatingDeps, 'organisation' | 'calendars'>,
  department: string | null,
  at: number,
) {
  const line = department === null ? [] : organisation.current.at(at).ancestry(department);
  return calendars.current.of(line, at);
}
