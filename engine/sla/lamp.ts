/** 电子监察: the colour of a clock follows from its ledger, and so does the instant at which it changes by itself. */
import type { Calendar } from './calendar/calendar.ts';
import { addOfficeTime, officeTimeBetween } from './calendar/office-time.ts';
import type { Ledger } from './ledger.ts';

/** From the best to the worst. Blue: the applicant is waited for. Grey: it stands still. Double red 红牌: the limit of the law is passed. */
export const LAMPS = ['blue', 'grey', 'green', 'yellow', 'red', 'double-red'] as const;

export type Lamp = (typeof LAMPS)[number];

/** When a limit that is not passed yet is yellow: whichever comes first. */
export interface Warning {
  /** From this share of what is counted, 0 to 1; null leaves it out. */
  readonly share: number | null;
  /** When so many working days are left, today not counted; null leaves it out. */
  readonly days: number | null;
}

export interface LampRules {
  readonly warning: Warning;
  /** What is passed then is the limit of the law. */
  readonly isStatutory: boolean;
  /** Reasons for standing still that mean waiting for the applicant. */
  readonly waitsFor: readonly string[];
}

export interface LitLamp {
  readonly lamp: Lamp;
  /** The next instant at which it is another, if nothing happens; null where it stays. */
  readonly until: number | null;
}

/** The lamp of a clock at an instant at or after its last record. */
export function lampOf(
  ledger: Ledger,
  { warning, isStatutory, waitsFor }: LampRules,
  calendar: Calendar,
  now: number,
): LitLamp {
  if (ledger.state === 'paused')
    return { lamp: waitsFor.includes(ledger.paused?.reason ?? '') ? 'blue' : 'grey', until: null };
  const at = ledger.stoppedAt ?? now;
  const { due } = ledger;
  const ends = ledger.state === 'stopped';
  if (at > due.at) return { lamp: isStatutory ? 'double-red' : 'red', until: null };
  const yellow = yellowFrom(ledger, warning, calendar);
  if (at >= yellow) return { lamp: 'yellow', until: ends ? null : due.at + 1 };
  return { lamp: 'green', until: ends ? null : Math.min(yellow, due.at + 1) };
}

/** Infinity where it turns red at once. */
function yellowFrom(ledger: Ledger, { share, days }: Warning, calendar: Calendar): number {
  const byShare = share === null ? Number.POSITIVE_INFINITY : instantOfShare(ledger, share, calendar);
  const dueDay = calendar.dayOf(ledger.due.at - 1);
  const byDays = days === null ? Number.POSITIVE_INFINITY : calendar.instantOf(firstDayWith(days, dueDay, calendar), 0);
  return Math.max(ledger.startedAt, Math.min(byShare, byDays));
}

/** The first day on which no more than so many working days are left. */
const firstDayWith = (days: number, dueDay: number, calendar: Calendar): number =>
  calendar.isWorkingDay(dueDay) || days > 0 ? calendar.addWorkingDays(dueDay, -days) : dueDay;

/** When a share (0 to 1) of what is counted has been used: office time where working time is counted, else time as it passes. */
export function instantOfShare(
  { startedAt, due, limit, pauses }: Pick<Ledger, 'startedAt' | 'due' | 'limit' | 'pauses'>,
  share: number,
  calendar: Calendar,
): number {
  const isWorkingTime = limit.unit === 'workingDay' || limit.unit === 'workingHour';
  const length = (from: number, to: number): number =>
    isWorkingTime ? officeTimeBetween(calendar, from, to) : to - from;
  const after = (from: number, time: number): number =>
    isWorkingTime ? addOfficeTime(calendar, from, time) : from + time;
  const counted = pauses.filter(({ from }) => from <= due.at);
  const paused = counted.reduce((sum, { from, to }) => sum + length(from, to), 0);
  const total = length(startedAt, due.at) - paused;
  if (total <= 0) return startedAt;
  let used = Math.round(total * share);
  let at = after(startedAt, used);
  for (const { from, to } of counted) {
    if (from >= at) break;
    used += length(from, to);
    at = after(startedAt, used);
  }
  return at;
}

/** The worse of several, by which a case is judged; null of none. */
export function worstLamp(lamps: readonly Lamp[]): Lamp | null {
  if (lamps.length === 0) return null;
  return LAMPS[Math.max(...lamps.map((lamp) => LAMPS.indexOf(lamp)))] ?? null;
}
