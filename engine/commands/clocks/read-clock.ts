import type { ClockLimit, ClockReading, ClockRecord } from '../../core/clock-record.ts';
import type { CalendarOf } from '../../core/execution.ts';
import type { Calendar } from '../../sla/calendar/calendar.ts';
import { isLaw, isLegal } from '../../sla/clock-code.ts';
import { lampOf } from '../../sla/lamp.ts';
import { type Ledger, ledgerOf } from '../../sla/ledger.ts';
import { LIMIT_UNITS } from '../../sla/limit.ts';
import { WAITS_FOR_APPLICANT } from '../../sla/reasons.ts';
import { defaultWarning } from '../../sla/warning.ts';
import type { DecideContext } from '../command.ts';
import type { ClockRun } from './clock-runs.ts';

/** What reading a clock needs of the world. */
export type ClockContext = Pick<DecideContext, 'organisation' | 'calendars'>;

/** The calendar that was bound when the clock started: that of the department, else of those it belonged to then. */
function calendarOf(department: string | null, startedAt: number, { organisation, calendars }: ClockContext): Calendar {
  const line = department === null ? [] : organisation.at(startedAt).ancestry(department);
  return calendars.of(line, startedAt);
}

/** Whose calendar timers count by. */
export const calendarsFor =
  (context: ClockContext): CalendarOf =>
  (department, at) =>
    calendarOf(department, at, context);

export interface ReadClock {
  readonly ledger: Ledger;
  readonly calendar: Calendar;
  readonly reading: ClockReading;
}

/** The ledger of a clock and what follows from it at an instant; undefined for one without a limit, which only measures. */
export function readClock(run: ClockRun, context: ClockContext, now: number): ReadClock | undefined {
  const { id, clock, element, records } = run;
  const [start] = records;
  const limit = start && limitOf(start);
  if (!limit) return undefined;
  const calendar = calendarOf(start.department ?? null, start.at, context);
  const ledger = ledgerOf(records, ledgerRules(limit, run), calendar, now);
  const rules = {
    warning: limit.warning,
    isStatutory: isLaw(clock),
    waitsFor: clock === 'correction' ? [] : WAITS_FOR_APPLICANT,
  };
  const { lamp, until } = lampOf(ledger, rules, calendar, now);
  const reading: ClockReading = {
    id,
    clock,
    element,
    startedAt: ledger.startedAt,
    dueAt: ledger.due.at,
    provisional: ledger.due.provisional,
    state: ledger.state,
    lamp,
    next: until,
    calendar: calendar.id,
    calendarVersion: calendar.version,
  };
  return { ledger, calendar, reading };
}

/** A verb that starts a clock says how long; the rules are those of the law then. */
export function limitOf({ limit, amount, clock }: ClockRecord): ClockLimit | undefined {
  const unit = LIMIT_UNITS.find((one) => one === amount?.unit);
  if (limit || !amount || !unit) return limit;
  return {
    n: amount.n,
    unit,
    startDayCounts: false,
    endOfDay: 'midnight',
    lastDay: 'next-working-day',
    pausableBy: null,
    warning: defaultWarning(clock, unit),
    extension: null,
  };
}

const ledgerRules = ({ pausableBy, ...limit }: ClockLimit, { clock }: Pick<ClockRun, 'clock'>) => ({
  limit,
  pausableBy,
  isLegal: isLegal(clock),
});
