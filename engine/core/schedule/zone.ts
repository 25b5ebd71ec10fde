/** Wall clocks of a time zone of the IANA database. */
import { Temporal } from 'temporal-polyfill';

/** Where neither the text nor the configuration names a zone. */
export const DEFAULT_ZONE = 'Asia/Shanghai';

/** Year, month from 1, day, hour, minute, second, millisecond. */
export type WallClock = readonly [number, number, number, number, number, number, number];

/**
 * The instant at which a clock in the zone shows this, epoch ms; null where there is no such zone or calendar day. A time that summer time
 * skips is moved on by as much as is skipped; of one that comes twice it is the first.
 */
export function instantIn(zone: string, clock: WallClock): number | null {
  try {
    return new Temporal.PlainDateTime(...clock).toZonedDateTime(zone).epochMilliseconds;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The same time of day so many months and days later; infinite beyond what a calendar can count. */
export function addDays(instant: number, zone: string, { months, days }: { months: number; days: number }): number {
  try {
    const from = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
    return from.add({ months, days }).epochMilliseconds;
  } catch (error) {
    if (error instanceof RangeError) return Number.POSITIVE_INFINITY;
    throw error;
  }
}

/** The day that a calendar in the zone shows, as 2026-03-11. */
export const dayIn = (zone: string, instant: number): string =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDate().toString();

/** Whether the time zone database has a zone of this name. */
export function isZoneName(name: string): boolean {
  return /^[A-Za-z][\w+/-]*$/.test(name) && instantIn(name, [2000, 1, 1, 0, 0, 0, 0]) !== null;
}
