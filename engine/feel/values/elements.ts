import { Temporal } from 'temporal-polyfill';
import type { Run } from '../run.ts';
import { type FeelNumber, isFeelNumber, toDouble } from './decimal.ts';
import { add, compareNumbers, subtract } from './numbers.ts';
import { FeelDate } from './temporal.ts';
import { FeelRange, isList, type Value } from './types.ts';

/**
 * What an iteration goes through: the elements of a list, or those of a closed range of numbers, dates or single
 * letters, ascending or descending (DMN 1.3 §10.3.2). Null for anything else.
 */
export function elementsOf(value: Value, run: Run): readonly Value[] | null {
  if (isList(value)) return value;
  if (!(value instanceof FeelRange)) return null;
  const { start, end } = value;
  if (start === null && end === null) return [];
  if (isFeelNumber(start) && isFeelNumber(end)) return inner(value, numbers(start, end, run));
  if (start instanceof FeelDate && end instanceof FeelDate) return inner(value, dates(start, end, run));
  if (typeof start === 'string' && typeof end === 'string') return letters(value, start, end);
  return null;
}

/** Takes the ends away that the range does not include. */
function inner(range: FeelRange, all: Value[]): Value[] {
  return all.slice(
    range.startIncluded ? 0 : 1,
    range.endIncluded ? all.length : reachesEnd(range, all) ? -1 : all.length,
  );
}

function reachesEnd(range: FeelRange, all: readonly Value[]): boolean {
  const last = all.at(-1) ?? null;
  if (!isFeelNumber(last) || !isFeelNumber(range.end)) return last instanceof FeelDate || last === range.end;
  return compareNumbers(last, range.end) === 0;
}

function numbers(start: FeelNumber, end: FeelNumber, run: Run): Value[] {
  const length = subtract(end, start);
  const size = length === null ? Number.POSITIVE_INFINITY : Math.floor(Math.abs(toDouble(length))) + 1;
  run.ensure('rangeSize', size);
  run.chargeList(size);
  const step = compareNumbers(start, end) > 0 ? -1 : 1;
  return Array.from({ length: size }, (_, index) => add(start, index * step));
}

function dates(start: FeelDate, end: FeelDate, run: Run): Value[] {
  const days = start.date.until(end.date).days;
  run.ensure('rangeSize', Math.abs(days) + 1);
  run.chargeList(Math.abs(days) + 1);
  const step = Math.sign(days);
  return Array.from(
    { length: Math.abs(days) + 1 },
    (_, index) => new FeelDate(start.date.add(Temporal.Duration.from({ days: index * step }))),
  );
}

const ALPHABET = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'];

function letters(range: FeelRange, start: string, end: string): Value[] | null {
  const from = ALPHABET.indexOf(start);
  const to = ALPHABET.indexOf(end);
  if (from < 0 || to < 0) return null;
  const ascending = ALPHABET.slice(Math.min(from, to), Math.max(from, to) + 1);
  return inner(range, from > to ? ascending.reverse() : ascending);
}
