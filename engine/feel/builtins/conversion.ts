import { Temporal } from 'temporal-polyfill';
import { type FeelNumber, isFeelNumber, parseNumber, toDouble } from '../values/decimal.ts';
import { attempt, FeelDuration, parseDuration } from '../values/duration.ts';
import { parseRange } from '../values/parse-range.ts';
import { parseDate, parseDateTime, parseTime } from '../values/parse-temporal.ts';
import { FeelDate, FeelDateTime, FeelTime } from '../values/temporal.ts';
import { yearsAndMonthsBetween } from '../values/temporal-arithmetic.ts';
import { combine, dateOf, midnightOf, timeOf, timeOfDate } from '../values/temporal-parts.ts';
import { toText } from '../values/to-text.ts';
import type { Value } from '../values/types.ts';
import { zoneOfOffset } from '../values/zone.ts';
import { type Definition, define } from './define.ts';

/** Conversion functions (DMN 1.3 §10.3.4.1). */
export const conversionFunctions: Readonly<Record<string, Definition>> = {
  date: define(
    [
      ['year', 'any?'],
      ['month', 'number?'],
      ['day', 'number?'],
      ['from', 'any?'],
    ],
    ([year, month, day, from]) => {
      if (!isFeelNumber(year)) return dateFrom(year ?? from);
      return month === null || day === null
        ? undefined
        : (makeDate(toDouble(year), toDouble(month), toDouble(day)) ?? undefined);
    },
  ),
  'date and time': define(
    [
      ['date', 'any?'],
      ['time', 'any?'],
      ['from', 'any?'],
      ['hour', 'number?'],
      ['minute', 'number?'],
      ['second', 'number?'],
      ['offset', 'any?'],
    ],
    ([date, time, third, ...clock]) => {
      if (isFeelNumber(date)) return fromParts([date, time, third], clock);
      if (time !== null) return withTime(date, time);
      return dateTimeFrom(date ?? third);
    },
    [['year', 'month', 'day', 'hour', 'minute', 'second', 'offset']],
  ),
  range: define([['from', 'string']], ([from]) => parseRange(from) ?? undefined),
  time: define(
    [
      ['hour', 'any?'],
      ['minute', 'number?'],
      ['second', 'number?'],
      ['offset', 'any?'],
      ['from', 'any?'],
    ],
    ([hour, minute, second, offset, from]) => {
      if (!isFeelNumber(hour)) return timeFrom(hour ?? from);
      if (minute === null || second === null) return undefined;
      return makeTime([toDouble(hour), toDouble(minute), toDouble(second)], offset) ?? undefined;
    },
  ),
  duration: define([['from', 'any']], ([from]) => {
    if (from instanceof FeelDuration) return from;
    return typeof from === 'string' ? (parseDuration(from) ?? undefined) : undefined;
  }),
  'years and months duration': define(
    [
      ['from', 'date'],
      ['to', 'date'],
    ],
    ([from, to]) => yearsAndMonthsBetween(from, to),
  ),
  number: define(
    [
      ['from', 'any'],
      ['grouping separator', 'string?'],
      ['decimal separator', 'string?'],
    ],
    ([from, grouping, decimal]) => {
      if (isFeelNumber(from)) return from;
      return typeof from === 'string' ? (numberFrom(from, grouping, decimal) ?? undefined) : undefined;
    },
  ),
  string: define([['from', 'any']], ([from], run) => (from === null ? null : toText(from, run))),
};

function dateTimeFrom(from: Value): Value | undefined {
  if (typeof from === 'string') return parseDateTime(from) ?? undefined;
  if (from instanceof FeelDateTime) return from;
  return from instanceof FeelDate ? midnightOf(from) : undefined;
}

function withTime(date: Value, time: Value): Value | undefined {
  const isDay = date instanceof FeelDate || date instanceof FeelDateTime;
  const clock = time instanceof FeelDateTime ? timeOf(time) : time;
  return isDay && clock instanceof FeelTime ? combine(date, clock) : undefined;
}

type Clock = readonly [hour: FeelNumber | null, minute: FeelNumber | null, second: FeelNumber | null, offset: Value];

/** `date and time(2024, 2, 29, 10, 30, 0)` of DMN 1.4, with an offset as the last argument or without one. */
function fromParts(day: readonly [FeelNumber, Value, Value], [hour, minute, second, offset]: Clock): Value | undefined {
  const [year, month, date] = day;
  if (!isFeelNumber(month) || !isFeelNumber(date) || hour === null || minute === null || second === null)
    return undefined;
  const on = makeDate(toDouble(year), toDouble(month), toDouble(date));
  const at = makeTime([toDouble(hour), toDouble(minute), toDouble(second)], offset);
  return on && at ? combine(on, at) : undefined;
}

function dateFrom(from: Value): Value | undefined {
  if (typeof from === 'string') return parseDate(from) ?? undefined;
  if (from instanceof FeelDate) return from;
  return from instanceof FeelDateTime ? dateOf(from) : undefined;
}

function timeFrom(from: Value): Value | undefined {
  if (typeof from === 'string') return parseTime(from) ?? undefined;
  if (from instanceof FeelTime) return from;
  if (from instanceof FeelDateTime) return timeOf(from);
  return from instanceof FeelDate ? timeOfDate() : undefined;
}

function makeDate(year: number, month: number, day: number): FeelDate | null {
  if (![year, month, day].every(Number.isInteger)) return null;
  return attempt(() => new FeelDate(Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })));
}

function makeTime([hour, minute, second]: readonly [number, number, number], offset: Value): FeelTime | null {
  if (offset !== null && !(offset instanceof FeelDuration)) return null;
  const zone = offset === null ? null : zoneOfOffset(offset.order / 1000);
  if (offset !== null && zone === null) return null;
  const nanosecond = Math.round((second % 1) * 1e9);
  const fraction = {
    millisecond: Math.trunc(nanosecond / 1e6),
    microsecond: Math.trunc(nanosecond / 1e3) % 1000,
    nanosecond: nanosecond % 1000,
  };
  const fields = { hour, minute, second: Math.trunc(second), ...fraction };
  return attempt(() => new FeelTime(Temporal.PlainTime.from(fields, { overflow: 'reject' }), zone));
}

const GROUPING = new Set([' ', ',', '.']);
const DECIMAL = new Set([',', '.']);

/** Reads a number with separators; a separator that is null is not used in the text. */
function numberFrom(text: string, grouping: string | null, decimal: string | null): FeelNumber | null {
  if (grouping !== null && (!GROUPING.has(grouping) || grouping === decimal)) return null;
  if (decimal !== null && !DECIMAL.has(decimal)) return null;
  const ungrouped = grouping === null ? text : text.replaceAll(grouping, '');
  return parseNumber(decimal === ',' ? ungrouped.replaceAll('.', '#').replaceAll(',', '.') : ungrouped);
}
