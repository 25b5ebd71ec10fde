import { Temporal } from 'temporal-polyfill';
import { dateMilliseconds, EPOCH_DAY, epochMilliseconds, zoneSuffix } from './zone.ts';

/** A date without a time. `order` puts dates on a line, in milliseconds. */
export class FeelDate {
  readonly date: Temporal.PlainDate;
  private known: number | undefined;

  constructor(date: Temporal.PlainDate) {
    this.date = date;
  }

  get order(): number {
    this.known ??= dateMilliseconds(this.date);
    return this.known;
  }

  toString(): string {
    return plainYear(this.date.toString());
  }
}

/** A time of day, with the zone it is told in or without one. */
export class FeelTime {
  readonly time: Temporal.PlainTime;
  readonly zone: string | null;
  private known: number | undefined;

  constructor(time: Temporal.PlainTime, zone: string | null) {
    this.time = time;
    this.zone = zone;
  }

  get order(): number {
    this.known ??= epochMilliseconds(EPOCH_DAY.toPlainDateTime(this.time), this.zone);
    return this.known;
  }

  toString(): string {
    return this.time.toString() + zoneSuffix(this.zone);
  }
}

/** A date with a time of day, with the zone it is told in or without one. */
export class FeelDateTime {
  readonly local: Temporal.PlainDateTime;
  readonly zone: string | null;
  private known: number | undefined;

  constructor(local: Temporal.PlainDateTime, zone: string | null) {
    this.local = local;
    this.zone = zone;
  }

  get order(): number {
    this.known ??= epochMilliseconds(this.local, this.zone);
    return this.known;
  }

  toString(): string {
    return plainYear(this.local.toString()) + zoneSuffix(this.zone);
  }
}

/** The instant of a clock, as it is told in a zone. */
export function dateTimeAt(epochMs: number, zone: string): FeelDateTime {
  const zoned = Temporal.Instant.fromEpochMilliseconds(Math.trunc(epochMs)).toZonedDateTimeISO(zone);
  return new FeelDateTime(zoned.toPlainDateTime(), zone);
}

/** FEEL writes years with at least four digits and a sign only before the year 0 (DMN 1.3 §10.3.4.1). */
const plainYear = (iso: string): string =>
  iso.replace(/^([+-])0{0,2}(\d{4,6})/, (_, sign, year) => (sign === '-' ? `-${year}` : year));
