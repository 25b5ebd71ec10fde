import type { Temporal } from 'temporal-polyfill';
import { type FeelNumber, toDouble } from './decimal.ts';
import { attempt, FeelDuration, ofMilliseconds, ofMonths } from './duration.ts';
import { divide, multiply } from './numbers.ts';
import { FeelDate, FeelDateTime, FeelTime } from './temporal.ts';
import type { Value } from './types.ts';
import { EPOCH_DAY, fixedOffset, sameZone } from './zone.ts';

export type Instant = FeelDate | FeelTime | FeelDateTime;

export const isInstant = (value: Value): value is Instant =>
  value instanceof FeelDate || value instanceof FeelDateTime || value instanceof FeelTime;

/**
 * A date, time, or date and time moved by a duration; a date moved by hours becomes a date and time at UTC (DMN 1.3
 * §10.3.2).
 */
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

/**
 * The days and time from `b` to `a`; null between a time and a date. With zones, instants are subtracted (DMN 1.3
 * §10.3.2).
 */
export function difference(a: Instant, b: Instant): FeelDuration | null {
  if (a instanceof FeelTime !== b instanceof FeelTime) return null;
  return evenClock(a, b)
    ? attempt(() => new FeelDuration(clockOf(a).since(clockOf(b), { largestUnit: 'day' }), 'days and time'))
    : ofMilliseconds(a.order - b.order);
}

/**
 * Whether what the two clocks show can be subtracted: they have no zone, or the same one, in which the clock never
 * jumps.
 */
function evenClock(a: Instant, b: Instant): boolean {
  const zoneA = zoneOf(a);
  const zoneB = zoneOf(b);
  return zoneA === null || zoneB === null || (fixedOffset(zoneA) !== null && sameZone(zoneA, zoneB));
}

/** The zone that a value is told in; a date has none. */
export const zoneOf = (value: Instant): string | null => (value instanceof FeelDate ? null : value.zone);

function clockOf(value: Instant): Temporal.PlainDateTime {
  if (value instanceof FeelDateTime) return value.local;
  return value instanceof FeelDate ? value.date.toPlainDateTime() : EPOCH_DAY.toPlainDateTime(value.time);
}

/** The sum of two durations of one kind; null for two kinds, which have no common unit. */
export function addDurations(a: FeelDuration, b: FeelDuration, sign: 1 | -1): FeelDuration | null {
  if (a.kind !== b.kind) return null;
  if (a.kind === 'years and months') return ofMonths(a.order + sign * b.order);
  return attempt(() => new FeelDuration(a.duration.add(sign < 0 ? b.duration.negated() : b.duration), a.kind));
}

/** A duration so many times as long. */
export const scale = (duration: FeelDuration, factor: FeelNumber): FeelDuration | null =>
  ofOrder(multiply(duration.order, factor), duration.kind);

/** One of so many equal parts of a duration. */
export const part = (duration: FeelDuration, parts: FeelNumber): FeelDuration | null =>
  ofOrder(divide(duration.order, parts), duration.kind);

function ofOrder(order: FeelNumber | null, kind: FeelDuration['kind']): FeelDuration | null {
  if (order === null) return null;
  return kind === 'years and months' ? ofMonths(toDouble(order)) : ofMilliseconds(toDouble(order));
}

/** The whole years and months between two dates (DMN 1.3 §10.3.4.1). */
export function yearsAndMonthsBetween(from: FeelDate, to: FeelDate): FeelDuration | null {
  return attempt(() => ofMonths(from.date.until(to.date, { largestUnit: 'month' }).months));
}
