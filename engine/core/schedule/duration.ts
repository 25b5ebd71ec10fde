/** ISO 8601 durations, and calendar arithmetic with them. */
import { addDays, DEFAULT_ZONE } from './zone.ts';

export interface Duration {
  readonly years: number;
  readonly months: number;
  readonly days: number;
  readonly milliseconds: number;
}

const NUMBER = String.raw`(\d+(?:[.,]\d+)?)`;
const PATTERN = new RegExp(
  `^P(?:(\\d+)Y)?(?:(\\d+)M)?(?:(\\d+)W)?(?:(\\d+)D)?(?:T(?=\\d)(?:${NUMBER}H)?(?:${NUMBER}M)?(?:${NUMBER}S)?)?$`,
);

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Null where the text is no duration; a negative one is none either. Fractions are allowed in the time part. */
export function parseDuration(text: string): Duration | null {
  const match = PATTERN.exec(text.trim());
  if (!match || match.slice(1).every((part) => part === undefined)) return null;
  const [years, months, weeks, days, hours, minutes, seconds] = match
    .slice(1)
    .map((part) => Number((part ?? '0').replace(',', '.')));
  return {
    years: years ?? 0,
    months: months ?? 0,
    days: (weeks ?? 0) * 7 + (days ?? 0),
    milliseconds: Math.round((hours ?? 0) * HOUR + (minutes ?? 0) * MINUTE + (seconds ?? 0) * SECOND),
  };
}

/**
 * `times` durations after the instant. Years, months, weeks and days keep the time of day of the zone, also where its summer time begins or ends
 * in between; hours, minutes and seconds are exact. Months end on the last day where the day does not exist (31 January + 1 month = 28 February).
 */
export function addDuration(
  instant: number,
  duration: Duration,
  { times = 1, zone = DEFAULT_ZONE }: { readonly times?: number; readonly zone?: string | undefined } = {},
): number {
  const months = (duration.years * 12 + duration.months) * times;
  const days = duration.days * times;
  const day = months === 0 && days === 0 ? instant : addDays(instant, zone, { months, days });
  return day + duration.milliseconds * times;
}

/** About how long it is, to guess with: exact where it has neither years nor months. */
export function roughLength({ years, months, days, milliseconds }: Duration): number {
  return (years * 365.2425 + months * 30.436875 + days) * DAY + milliseconds;
}
