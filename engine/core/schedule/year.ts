import { Temporal } from 'temporal-polyfill';
import { DEFAULT_ZONE } from './zone.ts';

/** The calendar year of an instant (epoch ms) on the wall clock of the zone. */
export function yearIn(instant: number, zone: string = DEFAULT_ZONE): number {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).year;
}

/** The day and time of an instant on that clock: `2026-03-01 09:30`. */
export function dateTimeIn(instant: number, zone: string = DEFAULT_ZONE): string {
  return Temporal.Instant.fromEpochMilliseconds(instant)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
    .replace('T', ' ');
}
