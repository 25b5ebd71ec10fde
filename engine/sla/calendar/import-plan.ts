import type { Calendar } from './calendar.ts';
import { firstDayOf, formatDay, parseDay } from './civil.ts';
import type { Plan } from './plan-text.ts';
import type { SpecialDay, StoredCalendar } from './rows.ts';

/**
 * A calendar with a plan taken in. A year that the plan has holidays or make-up days for is as the plan says; closures are added to what is there.
 * Only a calendar without a base publishes years: special days of an area do not make the national plan known.
 */
export function withPlan(stored: StoredCalendar, plan: Plan): Pick<StoredCalendar, 'days' | 'plannedYears'> {
  const years = new Set(plan.days.filter(({ kind }) => kind !== 'closure').map(({ date }) => Number(date.slice(0, 4))));
  const planned = plan.plannedYears.filter((year) => years.has(year));
  const isReplaced = ({ date, kind }: SpecialDay): boolean =>
    kind !== 'closure' && planned.includes(Number(date.slice(0, 4)));
  const days = new Map(stored.days.filter((day) => !isReplaced(day)).map((day) => [day.date, day]));
  for (const day of plan.days) days.set(day.date, day);
  const plannedYears = stored.base === null ? [...new Set([...stored.plannedYears, ...planned])] : stored.plannedYears;
  return {
    days: [...days.values()].sort((a, b) => (a.date < b.date ? -1 : 1)),
    plannedYears: [...plannedYears].sort((a, b) => a - b),
  };
}

interface ChangedDay {
  readonly date: string;
  readonly isWorking: boolean;
  readonly wasWorking: boolean;
}

export interface CalendarDifference {
  /** Days that are worked now and were not, or the other way round, or at other hours. */
  readonly days: readonly ChangedDay[];
  /** Years whose plan is known now. */
  readonly plannedYears: readonly number[];
  /** The first day on which something is different; null where nothing is. */
  readonly from: number | null;
}

/** What is different between two versions of a calendar, looked at on the days that either of them names. */
export function differenceOf(before: Calendar, after: Calendar, named: readonly SpecialDay[]): CalendarDifference {
  const dates = [...new Set(named.map(({ date }) => date))].sort();
  const days = dates.flatMap((date): ChangedDay[] => {
    const day = parseDay(date);
    if (day === null || isSame(before, after, day)) return [];
    return [{ date, isWorking: after.isWorkingDay(day), wasWorking: before.isWorkingDay(day) }];
  });
  const years = [...new Set(named.map(({ date }) => Number(date.slice(0, 4))))];
  const plannedYears = years.filter((year) => {
    const [first, last] = [firstDayOf(year), firstDayOf(year + 1) - 1];
    return after.isPlanned(first, last) && !before.isPlanned(first, last);
  });
  const firsts = [...days.map(({ date }) => parseDay(date) ?? 0), ...plannedYears.map(firstDayOf)];
  return { days, plannedYears, from: firsts.length === 0 ? null : Math.min(...firsts) };
}

const isSame = (before: Calendar, after: Calendar, day: number): boolean =>
  JSON.stringify(before.sessionsOf(day)) === JSON.stringify(after.sessionsOf(day));

/** A day of a year at a glance. */
export interface DayAtGlance {
  readonly date: string;
  readonly isWorking: boolean;
  /** Where the day is not an ordinary one. */
  readonly special: SpecialDay | undefined;
}

export function yearAtGlance(calendar: Calendar, year: number): readonly DayAtGlance[] {
  const first = firstDayOf(year);
  const length = firstDayOf(year + 1) - first;
  return Array.from({ length }, (_, index) => {
    const day = first + index;
    return { date: formatDay(day), isWorking: calendar.isWorkingDay(day), special: calendar.specialOn(day) };
  });
}
