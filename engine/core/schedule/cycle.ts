/** ISO 8601 repeating intervals: `Rn/PERIOD`, `Rn/START/PERIOD`, either with an end, and without `n` for ever. */
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
export function parseCycle(text: string): Cycle | null {
  const [head = '', ...parts] = text.trim().split('/');
  const repeats = /^R(\d*)$/.exec(head);
  if (!repeats || parts.length < 1 || parts.length > 3) return null;
  const at = parts.findIndex((part) => part.startsWith('P'));
  const period = at < 0 ? null : parseDuration(parts[at] ?? '');
  if (!period || roughLength(period) === 0 || at > 1 || parts.length - at > 2) return null;
  const start = at === 1 ? parseInstant(parts[0] ?? '') : null;
  const end = parts.length > at + 1 ? parseInstant(parts[at + 1] ?? '') : null;
  if ((at === 1 && start === null) || (parts.length > at + 1 && end === null)) return null;
  const times = repeats[1] === '' ? null : Number(repeats[1]);
  return times === 0 ? null : { times, start, period, end };
}

/** The number of the first occurrence after the instant, counted from the anchor, which is number 0. */
export function occurrenceAfter(anchor: number, period: Duration, after: number): number {
  let index = Math.max(0, Math.floor((after - anchor) / roughLength(period)) - 1);
  while (index > 0 && addDuration(anchor, period, index) > after) index--;
  while (addDuration(anchor, period, index) <= after) index++;
  return index;
}
