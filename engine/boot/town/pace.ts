import { delayFrom } from '../../../adapters/kit/random.ts';
import type { Calendar } from '../../sla/calendar/calendar.ts';
import { afterOfficeTime } from './office-time.ts';

export interface Paced {
  readonly now: number;
  /** When the task is due; null where it has no limit. */
  readonly dueAt: number | null;
  readonly calendar: Calendar;
  /** Somebody is there at any hour for what does not bear a day's delay. */
  readonly onDuty: boolean;
  readonly random: () => number;
}

const MINUTE = 60_000;
/** Of the time until it is due: half of all work is done in the first third, one piece in twenty comes late. */
const SHARE = { medianMs: 330, p95Ms: 1_050 };
/** Work without a limit, and applicants. */
const UNLIMITED = { medianMs: 90 * MINUTE, p95Ms: 900 * MINUTE };
const APPLICANT = { medianMs: 20 * 60 * MINUTE, p95Ms: 120 * 60 * MINUTE };
/** To find what is missing; it is not longer than the limit of a supplement. */
const SUPPLEMENT = { medianMs: 6 * 24 * 60 * MINUTE, p95Ms: 20 * 24 * 60 * MINUTE };
const URGENT = 24 * 60 * MINUTE;
const LONGEST_SUPPLEMENT = 27 * 24 * 60 * MINUTE;

/** When an official gets to it: in office time, or on duty. */
export function whenDone({ now, dueAt, calendar, onDuty, random }: Paced): number {
  if (dueAt === null) return afterOfficeTime(now, delayFrom(random, UNLIMITED), calendar);
  if (onDuty && dueAt - now < URGENT) return now + Math.max(MINUTE, ((dueAt - now) * delayFrom(random, SHARE)) / 1_000);
  const whole = officeTimeBetween(now, dueAt, calendar);
  return afterOfficeTime(now, Math.max(MINUTE, (whole * delayFrom(random, SHARE)) / 1_000), calendar);
}

/** When somebody from outside answers: at any hour. */
export const whenAnswered = ({ now, random }: Pick<Paced, 'now' | 'random'>): number =>
  now + Math.max(MINUTE, delayFrom(random, APPLICANT));

/** When an applicant hands in what was missing. */
export const whenSupplied = ({ now, random }: Pick<Paced, 'now' | 'random'>): number =>
  now + Math.min(LONGEST_SUPPLEMENT, Math.max(60 * MINUTE, delayFrom(random, SUPPLEMENT)));

function officeTimeBetween(from: number, to: number, calendar: Calendar): number {
  return Math.max(0, timeUntil(to, calendar) - timeUntil(from, calendar));
}

function timeUntil(at: number, calendar: Calendar): number {
  const day = calendar.dayOf(at);
  const minutes = (at - calendar.instantOf(day, 0)) / MINUTE;
  const today = calendar
    .sessionsOf(day)
    .reduce((sum, { from, to }) => sum + Math.max(0, Math.min(minutes, to) - from), 0);
  return calendar.timeBefore(day) + today * MINUTE;
}
