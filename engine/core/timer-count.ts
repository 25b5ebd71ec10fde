/** Timers that count by a calendar, as the limit of a step does: when they are due, and when that has to be worked out again. */
import { fail, ok, type Result } from '../errors.ts';
import type { TimerLimitSpec } from '../model/graph.ts';
import { instantOfShare } from '../sla/lamp.ts';
import { deadlineOf, isAmount, type Pause } from '../sla/limit.ts';
import type { CalendarOf, Execution } from './execution.ts';
import { evaluateText } from './expressions.ts';
import type { InstanceState, Timer, TimerCount } from './state.ts';

type Counted = Required<Pick<Timer, 'dueAt' | 'count'>>;

/** Counted from now on. Fails with 'timer-invalid' where the amount does not fit the unit or ends beyond the years of the calendar. */
export function countFor(x: Execution, id: string, spec: TimerLimitSpec): Result<Counted> {
  const amount = evaluateText(x, id, spec.value);
  if (!amount.ok) return amount;
  const department = spec.department ? evaluateText(x, id, spec.department) : ok(null);
  if (!department.ok) return department;
  const { unit, startDayCounts, endOfDay, lastDay, share, clock } = spec;
  const n = amount.value.trim() === '' ? Number.NaN : Number(amount.value);
  const text = `${amount.value} ${unit}`;
  if (!isAmount(n, unit)) return fail('timer-invalid', { text, reason: `it is no number of ${unit}s` });
  const optional = { ...(share !== undefined && { share }), ...(clock !== undefined && { clock }) };
  const limit = { n, unit, startDayCounts, endOfDay, lastDay, ...optional };
  const begun = { ...limit, since: x.env.now, department: department.value, pauses: [] };
  const counted = recounted(begun, x.calendarOf);
  return counted ? ok(counted) : fail('timer-invalid', { text, reason: 'it ends beyond the years of the calendar' });
}

/** The same count by the calendar as it is now; undefined where it does not end within the years of that. */
export function recounted(
  count: Omit<TimerCount, 'provisional' | 'calendar' | 'calendarVersion'>,
  calendarOf: CalendarOf,
): Counted | undefined {
  const { since, department, pauses, share } = count;
  try {
    const calendar = calendarOf(department, since);
    const due = deadlineOf(count, since, calendar, pauses);
    const dueAt =
      share === undefined ? due.at : instantOfShare({ startedAt: since, due, limit: count, pauses }, share, calendar);
    const { provisional } = due;
    const read = { provisional, calendar: calendar.id, calendarVersion: calendar.version };
    return { dueAt, count: { ...count, ...read } };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The timer by calendars that have changed; undefined where it stays as it is. One that cannot be worked out any more keeps what it had. */
function retimed(timer: Timer, calendarOf: CalendarOf): Timer | undefined {
  const { count } = timer;
  const again = count && recounted(count, calendarOf);
  if (!again || (again.dueAt === timer.dueAt && isSame(count, again.count))) return undefined;
  return { ...timer, ...again };
}

export interface RetimedTimer {
  readonly was: Timer;
  readonly timer: Timer;
}

/** All timers of a case that are others by the calendars as they are now. */
export function retimedTimers({ timers }: Pick<InstanceState, 'timers'>, calendarOf: CalendarOf): RetimedTimer[] {
  return Object.values(timers).flatMap((was) => {
    const timer = retimed(was, calendarOf);
    return timer ? [{ was, timer }] : [];
  });
}

/** The timer after a standstill: what lies in it is not counted, in the words of its unit. */
export function countedWithout(timer: Timer, pause: Pause, calendarOf: CalendarOf): Timer {
  const { count } = timer;
  const again = count && recounted({ ...count, pauses: [...count.pauses, pause] }, calendarOf);
  return again ? { ...timer, ...again } : timer;
}

const isSame = (one: TimerCount, other: TimerCount): boolean =>
  one.provisional === other.provisional &&
  one.calendar === other.calendar &&
  one.calendarVersion === other.calendarVersion;
