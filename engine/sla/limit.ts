/** A limit is a number with a unit and the rules of its law, never an ISO duration: five working days are not forty hours. */
import type { Calendar } from './calendar/calendar.ts';
import { addMonths } from './calendar/civil.ts';
import { addOfficeTime, officeTimeBetween } from './calendar/office-time.ts';

export const LIMIT_UNITS = ['workingDay', 'calendarDay', 'month', 'workingHour', 'hour', 'minute'] as const;

export type LimitUnit = (typeof LIMIT_UNITS)[number];

/** Longer than any law: what lies beyond is a slip. */
const LONGEST: Readonly<Record<LimitUnit, number>> = {
  workingDay: 36_500,
  calendarDay: 36_500,
  month: 1_200,
  workingHour: 876_000,
  hour: 876_000,
  minute: 52_560_000,
};

/** Whether so much of a unit can be a limit: none below 0, whole days and months. */
export const isAmount = (n: number, unit: LimitUnit): boolean =>
  n >= 0 && n <= LONGEST[unit] && (!countsDays(unit) || Number.isInteger(n));

export interface LimitRules {
  /** The day of the beginning is not counted (民法典 201) unless the rule says so. */
  readonly startDayCounts: boolean;
  /** When the last day is over: at midnight, or when the office closes. */
  readonly endOfDay: 'midnight' | 'closing';
  /** A last day that is not worked: the next working day ends it (民法典 203), or it stays. Working days and hours need no such rule. */
  readonly lastDay: 'next-working-day' | 'as-is';
}

export interface Limit extends LimitRules {
  /** A whole number where days or months are counted. */
  readonly n: number;
  readonly unit: LimitUnit;
}

export interface Deadline {
  /** Epoch ms; the limit is kept up to and including this instant. */
  readonly at: number;
  /** It reaches into a year whose holidays are not published, and is computed again when they are. */
  readonly provisional: boolean;
}

/** Time that is not counted, epoch ms. */
export interface Pause {
  readonly from: number;
  readonly to: number;
}

/** Whole days are counted, not hours. */
export const countsDays = (unit: LimitUnit): boolean =>
  unit === 'workingDay' || unit === 'calendarDay' || unit === 'month';

/**
 * When a limit that begins at an instant is over. The pauses lie in order and do not overlap; each makes it later by what it takes out (the day it
 * begins not counted), and one that begins after the deadline repairs nothing. Throws a RangeError beyond the years a calendar covers.
 */
export function deadlineOf(limit: Limit, start: number, calendar: Calendar, pauses: readonly Pause[] = []): Deadline {
  const count = COUNTS[limit.unit];
  let taken = 0;
  let at = count.end(limit, start, calendar, 0);
  for (const pause of pauses) {
    if (pause.from > at) break;
    taken += count.length(pause, calendar);
    at = count.end(limit, start, calendar, taken);
  }
  return { at, provisional: isProvisional(limit, [start, at], calendar) };
}

/** How a unit counts: days where days are counted, else ms. */
interface Count {
  /** When it is over, with so much taken out. */
  readonly end: (limit: Limit, start: number, calendar: Calendar, taken: number) => number;
  readonly length: (pause: Pause, calendar: Calendar) => number;
}

const days = ({ from, to }: Pause, calendar: Calendar): number => calendar.dayOf(to) - calendar.dayOf(from);

const natural = (unit: number): Count => ({
  end: ({ n }, start, _calendar, taken) => start + Math.round(n * unit) + taken,
  length: ({ from, to }) => to - from,
});

const COUNTS: Readonly<Record<LimitUnit, Count>> = {
  workingDay: {
    end: (limit, start, calendar, taken) =>
      endOf(calendar.addWorkingDays(lastWorkingDay(limit, start, calendar), taken), limit, calendar),
    length: ({ from, to }, calendar) => calendar.workingDaysBetween(calendar.dayOf(from), calendar.dayOf(to)),
  },
  calendarDay: {
    end(limit, start, calendar, taken) {
      const day = calendar.dayOf(start) + limit.n - (limit.startDayCounts ? 1 : 0) + taken;
      return endOf(lastDayOf(limit, day, calendar), limit, calendar);
    },
    length: days,
  },
  month: {
    end(limit, start, calendar, taken) {
      const day = addMonths(calendar.dayOf(start), limit.n) - (limit.startDayCounts ? 1 : 0) + taken;
      return endOf(lastDayOf(limit, day, calendar), limit, calendar);
    },
    length: days,
  },
  workingHour: {
    end: ({ n }, start, calendar, taken) => addOfficeTime(calendar, start, Math.round(n * 3_600_000) + taken),
    length: ({ from, to }, calendar) => officeTimeBetween(calendar, from, to),
  },
  hour: natural(3_600_000),
  minute: natural(60_000),
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
  if (unit === 'hour' || unit === 'minute') return false;
  const counts = unit === 'workingDay' || unit === 'workingHour';
  if (!counts && lastDay === 'as-is') return false;
  const last = calendar.dayOf(at - 1);
  return !calendar.isPlanned(counts ? calendar.dayOf(start) : last, last);
}

/** How much of a limit has been used between two instants, pauses not counted: in days where days are counted, else in hours or minutes. */
export function usedOf(unit: LimitUnit, span: Pause, calendar: Calendar, pauses: readonly Pause[] = []): number {
  const { length } = COUNTS[unit];
  const inside = pauses
    .map(({ from, to }) => ({ from: Math.max(from, span.from), to: Math.min(to, span.to) }))
    .filter(({ from, to }) => from < to);
  const used = length(span, calendar) - inside.reduce((sum, pause) => sum + length(pause, calendar), 0);
  return countsDays(unit) ? used : used / (unit === 'minute' ? 60_000 : 3_600_000);
}
