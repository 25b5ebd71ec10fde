/** What is noted of a rating when it is given, and how soon a bad one has to be looked into. */
import { deadlineOf } from '../../sla/limit.ts';
import type { RatedCase } from '../../store/ratings/rated-case.ts';
import type { NewRating } from '../../store/ratings/ratings.ts';
import { departmentCalendar } from '../department-calendar.ts';
import { uuidv7 } from '../ids.ts';
import { CONTACT } from './limits.ts';
import type { RatingDeps } from './rating-deps.ts';

export interface Given {
  readonly by: string;
  /** `by` writes down what somebody said who has no account. */
  readonly isRecorded?: boolean;
  readonly contactPoint: string;
  /** 1 very satisfied to 5 very dissatisfied. */
  readonly level: number;
  readonly anonymous: boolean;
  readonly comment: string | null;
}

interface Placed extends Given {
  /** That is rated; null where none is known. */
  readonly department: string | null;
  /** The process of the case asked for it and sees to it. */
  readonly inProcess: boolean;
}

/** The last two of the five levels are bad 差评 (国办发〔2019〕51号). */
const BAD_FROM = 4;

export const isBad = (level: number): boolean => level >= BAD_FROM;

export function newRating(
  deps: RatingDeps,
  { id: instanceId, definitionKey, businessKey, initiator }: RatedCase,
  { by, isRecorded = false, ...placed }: Placed,
): NewRating {
  const ratedAt = deps.clock.now();
  const { level, anonymous, department } = placed;
  return {
    ...placed,
    id: uuidv7(ratedAt),
    ...{ instanceId, definitionKey, businessKey, ratedAt },
    verified: isRecorded ? isFreeOf(deps, by, department) : initiator === by,
    ratedBy: isRecorded ? null : by,
    recordedBy: isRecorded ? by : null,
    state: isBad(level) ? 'to-contact' : 'closed',
    contactDueAt: isBad(level) && !anonymous ? dueFor(deps, department, CONTACT) : null,
  };
}

/** Nobody is asked by whom he rates: who wrote it down works neither in the rated department nor in one beneath it. A timer, which is nobody, asked no one. */
function isFreeOf({ clock, organisation }: RatingDeps, recorder: string, rated: string | null): boolean {
  const chart = organisation.current.at(clock.now());
  if (rated === null || chart.person(recorder) === undefined) return false;
  return chart.positionsOf(recorder).every(({ department }) => !chart.isWithin(department, rated));
}

/** By the calendar of the department, from now on. */
export function dueFor(
  { clock, organisation, calendars }: RatingDeps,
  department: string | null,
  limit: typeof CONTACT,
): number {
  const now = clock.now();
  return deadlineOf(limit, now, departmentCalendar({ organisation, calendars }, department, now)).at;
}
