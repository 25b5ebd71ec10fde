import { Temporal } from 'temporal-polyfill';
import { FeelDate, FeelDateTime, FeelTime } from './temporal.ts';

const MIDNIGHT = new Temporal.PlainTime(0, 0, 0);

export const dateOf = (value: FeelDateTime): FeelDate => new FeelDate(value.local.toPlainDate());

export const timeOf = (value: FeelDateTime): FeelTime => new FeelTime(value.local.toPlainTime(), value.zone);

/** The start of a day, told without a zone. */
export const midnightOf = (value: FeelDate): FeelDateTime => new FeelDateTime(value.date.toPlainDateTime(), null);

/** The time of day of a date: midnight at UTC (DMN 1.3 §10.3.4.1). */
export const timeOfDate = (): FeelTime => new FeelTime(MIDNIGHT, 'UTC');

/** The day of a date, or of a date and time, with a time of day and its zone. */
export const combine = (day: FeelDate | FeelDateTime, time: FeelTime): FeelDateTime =>
  new FeelDateTime((day instanceof FeelDate ? day : dateOf(day)).date.toPlainDateTime(time.time), time.zone);
