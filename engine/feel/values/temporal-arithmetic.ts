import { Temporal } from 'temporal-polyfill';
import { attempt, FeelDuration, ofMilliseconds, ofMonths } from './duration.ts';
import { FeelDate, FeelDateTime, FeelTime } from './temporal.ts';
import type { Value } from './types.ts';
import { EPOCH_DAY, fixedOffset } from './zone.ts';

export type Instant = FeelDate | FeelTime | FeelDateTime;

export const isInstant = (value: Value): value is Instant =>
  value instanceof FeelDate || value instanceof FeelDateTime || value instanceof FeelTime;

/** A date, time, or date and time moved by a duration; a date moved by hours becomes a date and time at UTC (DMN 1.3 Table 56). */
export function shift(instant: Instant, by: FeelDuration, sign: 1 | -1): Instant | null {
  const duration = sign < 0 ? by.duration.negated() : by.duration;
  return attempt(() => {
    if (instant instanceof FeelDate) return shiftDate(instant, duration);
    if (instant instanceof FeelTime) return new FeelTime(instant.time.add(duration), instant.zone);
    return shiftDateTime(instant, duration);
  });
}

function shiftDate(date: FeelDate, duration: Temporal.Duration): FeelDate | FeelDateTime {
  const { hours, minutes, seconds, milliseconds } = duration;
  if (hours || minutes || seconds || milliseconds) {
    return new FeelDateTime(date.date.toPlainDateTime().add(duration), 'UTC');
  }
  return new FeelDate(date.date.add(duration));
}

/** In a named zone the clock may jump on the way, so the sum is made there; elsewhere the wall clock moves evenly. */
function shiftDateTime(value: FeelDateTime, duration: Temporal.Duration): FeelDateTime {
  if (value.zone === null || fixedOffset(value.zone) !== null) {
    return new FeelDateTime(value.local.add(duration), value.zone);
  }
  const zoned = value.local.toZonedDateTime(value.zone).add(duration);
  return new FeelDateTime(zoned.toPlainDateTime(), value.zone);
}

/** The days and time from `b` to `a`; null between a time and a date. */
export function difference(a: Instant, b: Instant): FeelDuration | null {
  return attempt(() => {
    if (a instanceof FeelTime || b instanceof FeelTime) {
      if (!(a instanceof FeelTime && b instanceof FeelTime)) return null;
      return new FeelDuration(
        zonedDifference(EPOCH_DAY.toPlainDateTime(a.time), a, EPOCH_DAY.toPlainDateTime(b.time), b),
        'days and time',
      );
    }
    const left = a instanceof FeelDate ? a.date.toPlainDateTime() : a.local;
    const right = b instanceof FeelDate ? b.date.toPlainDateTime() : b.local;
    return new FeelDuration(zonedDifference(left, a, right, b), 'days and time');
  });
}

/** Two values that both have a zone are compared as instants, otherwise by what their clocks show. */
function zonedDifference(
  left: Temporal.PlainDateTime,
  a: Instant,
  right: Temporal.PlainDateTime,
  b: Instant,
): Temporal.Duration {
  const zoned =
    !(a instanceof FeelDate) && !(b instanceof FeelDate) && a.zone !== null && b.zone !== null && a.zone !== b.zone;
  if (zoned) return Temporal.Duration.from({ milliseconds: a.order - b.order });
  return left.since(right, { largestUnit: 'day' });
}

/** The sum of two durations of one kind; null for two kinds, which have no common unit. */
export function addDurations(a: FeelDuration, b: FeelDuration, sign: 1 | -1): FeelDuration | null {
  if (a.kind !== b.kind) return null;
  if (a.kind === 'years and months') return ofMonths(a.order + sign * b.order);
  return attempt(() => new FeelDuration(a.duration.add(sign < 0 ? b.duration.negated() : b.duration), a.kind));
}

/** A duration so many times as long. */
export function scale(duration: FeelDuration, factor: number): FeelDuration | null {
  const order = duration.order * factor;
  if (!Number.isFinite(order)) return null;
  return duration.kind === 'years and months' ? ofMonths(order) : ofMilliseconds(order);
}

/** The whole years and months between two dates (DMN 1.3 Table 66). */
export function yearsAndMonthsBetween(from: FeelDate, to: FeelDate): FeelDuration | null {
  return attempt(() => new FeelDuration(from.date.until(to.date, { largestUnit: 'month' }), 'years and months'));
}
