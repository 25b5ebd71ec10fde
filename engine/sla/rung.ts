/** When a rung of an escalation ladder is reached, from the ledger of its clock. Pure arithmetic: whether it has been climbed is not asked here. */
import type { Calendar } from './calendar/calendar.ts';
import { addOfficeTime } from './calendar/office-time.ts';
import { instantOfShare } from './lamp.ts';
import type { Ledger } from './ledger.ts';
import { deadlineOf, type LimitUnit } from './limit.ts';

/** A share of the limit has been used (0 to 1); no more than so much is left; the limit has been over for so long. */
export type RungWhen =
  | { readonly kind: 'used'; readonly share: number }
  | { readonly kind: 'left' | 'after'; readonly n: number; readonly unit: LimitUnit };

const MS: Partial<Readonly<Record<LimitUnit, number>>> = { minute: 60_000, hour: 3_600_000, workingHour: 3_600_000 };

/** Epoch ms, never before the clock started. Throws a RangeError beyond the years a calendar covers. */
export function rungAt(ledger: Ledger, when: RungWhen, calendar: Calendar): number {
  return Math.max(ledger.startedAt, instantOf(ledger, when, calendar));
}

function instantOf(ledger: Ledger, when: RungWhen, calendar: Calendar): number {
  const { due, limit } = ledger;
  if (when.kind === 'used') return when.share >= 1 ? due.at : instantOfShare(ledger, when.share, calendar);
  const { n, unit } = when;
  if (when.kind === 'left') return leftAt(due.at, { n, unit }, calendar);
  if (n === 0) return due.at + 1;
  const begins = MS[unit] === undefined ? due.at - 1 : due.at;
  return deadlineOf({ ...limit, startDayCounts: false, n, unit }, begins, calendar).at + 1;
}

/** Days are counted as people count them: the last one is not left, so on the day before it one day is. */
function leftAt(
  dueAt: number,
  { n, unit }: { readonly n: number; readonly unit: LimitUnit },
  calendar: Calendar,
): number {
  if (unit === 'workingHour') return addOfficeTime(calendar, dueAt, -n * 3_600_000);
  const length = MS[unit];
  if (length !== undefined) return dueAt - n * length;
  const dueDay = calendar.dayOf(dueAt - 1);
  const isKept = unit !== 'workingDay' || (n === 0 && !calendar.isWorkingDay(dueDay));
  return calendar.instantOf(isKept ? dueDay - n : calendar.addWorkingDays(dueDay, -n), 0);
}

/** People are told things on working days, from the opening of the office on. */
export function inOffice(at: number, calendar: Calendar): number {
  const today = calendar.dayOf(at);
  const day = calendar.isWorkingDay(today) ? today : calendar.addWorkingDays(today, 1);
  return Math.max(at, calendar.instantOf(day, calendar.sessionsOf(day)[0]?.from ?? 0));
}

/** The opening of the next working day. */
export const nextMorning = (at: number, calendar: Calendar): number =>
  inOffice(calendar.instantOf(calendar.addWorkingDays(calendar.dayOf(at), 1), 0), calendar);
