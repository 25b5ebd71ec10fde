/** ISO 8601 repeating intervals: `Rn/PERIOD`, `Rn/START/PERIOD`, either with an end, `Rn/START/END`, and without `n` for ever. */
import { addDuration, type Duration, parseDuration, roughLength } from './duration.ts';
import { parseInstant } from './instant.ts';

export interface Cycle {
  /** How many times it fires; null = for ever. */
  readonly times: number | null;
  readonly start: number | null;
  readonly period: Duration;
  readonly end: number | null;
}

/** Null where the text is no repeating interval. Nothing repeats zero times or after no time at all. */
export function parseCycle(text: string, zone?: string): Cycle | null {
  const [head = '', ...parts] = text.trim().split('/');
  const repeats = /^R(\d*)$/.exec(head);
  const interval = repeats && parseInterval(parts, zone);
  if (!repeats || !interval || roughLength(interval.period) === 0) return null;
  const times = repeats[1] === '' ? null : Number(repeats[1]);
  return times === 0 ? null : { times, ...interval };
}

type Interval = Omit<Cycle, 'times'>;

/** `PERIOD`, `START/PERIOD`, `PERIOD/END`, `START/PERIOD/END`, or `START/END`, whose length is the period. */
function parseInterval(parts: readonly string[], zone: string | undefined): Interval | null {
  if (parts.length < 1 || parts.length > 3) return null;
  const at = parts.findIndex((part) => part.startsWith('P'));
  if (at < 0) return parseEnds(parts, zone);
  const period = parseDuration(parts[at] ?? '');
  if (!period || at > 1 || parts.length - at > 2) return null;
  const start = at === 1 ? parseInstant(parts[0] ?? '', zone) : null;
  const end = parts.length > at + 1 ? parseInstant(parts[at + 1] ?? '', zone) : null;
  if ((at === 1 && start === null) || (parts.length > at + 1 && end === null)) return null;
  return { start, period, end };
}

function parseEnds(parts: readonly string[], zone: string | undefined): Interval | null {
  const [from, to, more] = parts;
  if (from === undefined || to === undefined || more !== undefined) return null;
  const start = parseInstant(from, zone);
  const end = parseInstant(to, zone);
  if (start === null || end === null || end <= start) return null;
  return { start, period: { years: 0, months: 0, days: 0, milliseconds: end - start }, end: null };
}

export interface Series {
  readonly anchor: number;
  readonly period: Duration;
  readonly zone: string | undefined;
}

/** The number of the first occurrence after the instant, counted from the anchor, which is number 0. */
export function occurrenceAfter({ anchor, period, zone }: Series, after: number): number {
  const at = (times: number): number => addDuration(anchor, period, { times, zone });
  let index = Math.max(0, Math.floor((after - anchor) / roughLength(period)) - 1);
  while (index > 0 && at(index) > after) index--;
  while (at(index) <= after) index++;
  return index;
}
