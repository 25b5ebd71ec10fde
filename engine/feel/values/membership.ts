import { compare, isOrdered } from './compare.ts';
import { FeelRange, type Value } from './types.ts';

/** Makes a range; null when its ends are not both of one ordered type (or null). */
export function makeRange(start: Value, end: Value, startIncluded = true, endIncluded = true): FeelRange | null {
  const fits =
    start !== null && end !== null
      ? compare(start, end) !== null
      : start === end || isOrdered(start === null ? end : start);
  return fits ? new FeelRange(start, end, startIncluded, endIncluded) : null;
}

/** Whether a value, or a whole range, lies within a range; null when that cannot be told (DMN 1.3 §10.3.2). */
export function includes(range: FeelRange, value: Value): boolean | null {
  if (range.start === null && range.end === null) return null;
  if (value === null) return null;
  if (value instanceof FeelRange) return includesRange(range, value);
  const fromStart = range.start === null ? 1 : compare(value, range.start);
  const fromEnd = range.end === null ? -1 : compare(value, range.end);
  if (fromStart === null || fromEnd === null) return null;
  return (range.startIncluded ? fromStart >= 0 : fromStart > 0) && (range.endIncluded ? fromEnd <= 0 : fromEnd < 0);
}

function includesRange(outer: FeelRange, inner: FeelRange): boolean | null {
  const start = outer.start === null ? 1 : compareToInner(inner.start, outer.start);
  const end = outer.end === null ? -1 : compareToInner(inner.end, outer.end);
  if (start === null || end === null) return null;
  const startFits = start > 0 || (start === 0 && (outer.startIncluded || !inner.startIncluded));
  const endFits = end < 0 || (end === 0 && (outer.endIncluded || !inner.endIncluded));
  return startFits && endFits;
}

/** An inner range that is open where the outer is not reaches beyond it. */
function compareToInner(inner: Value, outer: Value): number | null {
  if (inner === null) return Number.NaN;
  return compare(inner, outer);
}
