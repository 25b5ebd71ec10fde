/** Working days of a calendar as expressions count them: by dates, and without a value where the calendar has none. */
import type { WorkingDays } from '../feel/run.ts';
import type { Calendar } from '../sla/calendar/calendar.ts';

const DAY_MS = 86_400_000;

const dayOf = (date: string): number => Date.parse(date) / DAY_MS;
const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** The calendar is asked for only where an expression counts. */
export function workingDaysOf(calendar: () => Calendar): WorkingDays {
  return {
    after: (from, days) =>
      Number.isInteger(days) ? withinYears(() => dateOf(calendar().addWorkingDays(dayOf(from), days))) : undefined,
    between: (from, to) => withinYears(() => calendar().workingDaysBetween(dayOf(from), dayOf(to))),
  };
}

/** A calendar throws a RangeError for days beyond its years. */
function withinYears<T>(count: () => T): T | undefined {
  try {
    return count();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
