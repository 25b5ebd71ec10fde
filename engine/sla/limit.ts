/** A limit is a number with a unit and the rules of its law, never an ISO duration: five working days are not forty hours. */
import type { Calendar } from './calendar/calendar.ts';
import { addMonths } from './calendar/civil.ts';
import { addOfficeTime, officeTimeBetween } from './calendar/office-time.ts';

type LimitUnit = 'workingDay' | 'calendarDay' | 'hour' | 'workingHour' | 'month';

export interface Limit {
  readonly n: number;
  readonly unit: LimitUnit;
  /** The day of the beginning is not counted (民法典 201) unless the rule says so. */
  readonly startDayCounts: boolean;
  /** When the last day is over: at midnight, or when the office closes. */
  readonly endOfDay: 'midnight' | 'closing';
  /** A last day that is not worked: the next working day ends it (民法典 203), or it stays. Working days and hours need no such rule. */
  readonly lastDay: 'next-working-day' | 'as-is';
}

export interface Deadline {
  /** Epoch ms; the limit is kept up to and including this instant. */
  readonly at: number;
  /** It reaches into a year whose holidays are not published, and is computed again when they are. */
  readonly provisional: boolean;
}

/** When a limit that begins at an instant is over. Throws a RangeError beyond the years a calendar covers. */
export function deadlineOf(limit: Limit, start: number, calendar: Calendar): Deadline {
  const at = UNITS[limit.unit](limit, start, calendar);
  return { at, provisional: isProvisional(limit, [start, at], calendar) };
}

const UNITS: Readonly<Record<LimitUnit, (limit: Limit, start: number, calendar: Calendar) => number>> = {
  workingDay: (limit, start, calendar) => endOf(lastWorkingDay(limit, start, calendar), limit, calendar),
  calendarDay(limit, start, calendar) {
    const day = calendar.dayOf(start) + limit.n - (limit.startDayCounts ? 1 : 0);
    return endOf(lastDayOf(limit, day, calendar), limit, calendar);
  },
  month(limit, start, calendar) {
    const day = addMonths(calendar.dayOf(start), limit.n) - (limit.startDayCounts ? 1 : 0);
    return endOf(lastDayOf(limit, day, calendar), limit, calendar);
  },
  hour: ({ n }, start) => start + Math.round(n * 3_600_000),
  workingHour: ({ n }, start, calendar) => addOfficeTime(calendar, start, Math.round(n * 3_600_000)),
};

/** Nothing at all (即办件) is due on the day itself, or on the next that is worked. */
function lastWorkingDay({ n, startDayCounts }: Limit, start: number, calendar: Calendar): number {
  const day = calendar.dayOf(start);
  if (n === 0) return calendar.workingDayFrom(day);
  return calendar.addWorkingDays(startDayCounts ? day - 1 : day, n);
}

const lastDayOf = ({ lastDay }: Limit, day: number, calendar: Calendar): number =>
  lastDay === 'next-working-day' ? calendar.workingDayFrom(day) : day;

function endOf(day: number, { endOfDay }: Limit, calendar: Calendar): number {
  const closing = calendar.sessionsOf(day).at(-1)?.to ?? MIDNIGHT;
  return calendar.instantOf(day, endOfDay === 'closing' ? closing : MIDNIGHT);
}

const MIDNIGHT = 24 * 60;

/** Hours and what stays on its day whatever day it is need no plan. */
function isProvisional({ unit, lastDay }: Limit, [start, at]: [number, number], calendar: Calendar): boolean {
  if (unit === 'hour') return false;
  const counts = unit === 'workingDay' || unit === 'workingHour';
  if (!counts && lastDay === 'as-is') return false;
  const last = calendar.dayOf(at - 1);
  return !calendar.isPlanned(counts ? calendar.dayOf(start) : last, last);
}

/**
 * The new deadline after a pause from one day to another: as many working days later as lie in it, the day it began not counted. A pause that
 * begins after the deadline repairs nothing.
 */
export function afterPause(limit: Limit, due: number, pause: { from: number; to: number }, calendar: Calendar): number {
  if (pause.from >= due || pause.to <= pause.from) return due;
  if (limit.unit === 'hour') return due + pause.to - pause.from;
  if (limit.unit === 'workingHour')
    return addOfficeTime(calendar, due, officeTimeBetween(calendar, pause.from, pause.to));
  const [from, to, last] = [pause.from, pause.to, due - 1].map((instant) => calendar.dayOf(instant)) as [
    number,
    number,
    number,
  ];
  if (limit.unit !== 'workingDay') return endOf(lastDayOf(limit, last + to - from, calendar), limit, calendar);
  return endOf(calendar.addWorkingDays(last, calendar.workingDaysBetween(from, to)), limit, calendar);
}
