import { normalizeName } from '../names.ts';
import { FeelDuration, ofMilliseconds } from './duration.ts';
import { FeelDate, FeelDateTime, FeelTime } from './temporal.ts';
import { type FeelContext, FeelRange, fromHost, isContext, type Value } from './types.ts';
import { EPOCH_DAY, offsetSeconds } from './zone.ts';

/**
 * The entry of a context, or the property of a temporal value, a duration or a range (DMN 1.3 §10.3.2); undefined when
 * it has none.
 */
export function propertyOf(value: Value, name: string): Value | undefined {
  if (isContext(value)) return entryOf(value, name);
  if (value instanceof FeelDate) return own(dateProperties, name)?.(value.date);
  if (value instanceof FeelTime) return own(timeProperties, name)?.(value.time) ?? zoneProperty(value, name);
  if (value instanceof FeelDateTime) {
    return (own(dateProperties, name) ?? own(timeProperties, name))?.(value.local) ?? zoneProperty(value, name);
  }
  if (value instanceof FeelDuration) return durationProperty(value, name);
  if (value instanceof FeelRange) return own(rangeProperties, name)?.(value);
  return undefined;
}

/** The entry of a context by its exact name, or by a name that is spelt the same but for the space in it. */
export function entryOf(context: FeelContext, name: string): Value | undefined {
  if (Object.hasOwn(context, name)) return fromHost(context[name]);
  if (!/[^\p{L}\p{N}_]/u.test(name)) return undefined;
  const key = Object.keys(context).find((candidate) => normalizeName(candidate) === name);
  return key === undefined ? undefined : fromHost(context[key]);
}

const own = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly dayOfWeek: number;
}

interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const dateProperties: Readonly<Record<string, (date: Day) => number>> = {
  year: (date) => date.year,
  month: (date) => date.month,
  day: (date) => date.day,
  weekday: (date) => date.dayOfWeek,
};

const timeProperties: Readonly<Record<string, (time: TimeOfDay) => number>> = {
  hour: (time) => time.hour,
  minute: (time) => time.minute,
  second: (time) => time.second,
};

const rangeProperties: Readonly<Record<string, (range: FeelRange) => Value>> = {
  start: (range) => range.start,
  end: (range) => range.end,
  'start included': (range) => range.startIncluded,
  'end included': (range) => range.endIncluded,
};

function zoneProperty(value: FeelTime | FeelDateTime, name: string): Value | undefined {
  if (name === 'timezone') return value.zone;
  if (name !== 'time offset') return undefined;
  if (value.zone === null) return null;
  const local = value instanceof FeelTime ? EPOCH_DAY.toPlainDateTime(value.time) : value.local;
  return ofMilliseconds(offsetSeconds(local, value.zone) * 1000);
}

const durationUnits = {
  'years and months': new Set(['years', 'months']),
  'days and time': new Set(['days', 'hours', 'minutes', 'seconds']),
};

/** A duration has the units of both kinds; those of the other kind are null. */
function durationProperty(value: FeelDuration, name: string): Value | undefined {
  const units = Object.values(durationUnits);
  if (!units.some((names) => names.has(name))) return undefined;
  if (!durationUnits[value.kind].has(name)) return null;
  return value.duration[name as 'years' | 'months' | 'days' | 'hours' | 'minutes' | 'seconds'];
}
