import { isFeelNumber } from './decimal.ts';
import { FeelDuration } from './duration.ts';
import { compareNumbers } from './numbers.ts';
import { FeelDate, FeelDateTime, FeelTime } from './temporal.ts';
import { typeOf, type Value } from './types.ts';

/**
 * Below, at or above zero as `a` stands to `b`; null when they have no order: other types, or a null among them (DMN
 * 1.3 §10.3.2).
 */
export function compare(a: Value, b: Value): number | null {
  if (isFeelNumber(a)) return isFeelNumber(b) ? compareNumbers(a, b) : null;
  if (typeof a === 'string') return typeof b === 'string' ? (a < b ? -1 : a > b ? 1 : 0) : null;
  if (a instanceof FeelDate) return b instanceof FeelDate ? compareNumbers(a.order, b.order) : null;
  if (a instanceof FeelDateTime) return b instanceof FeelDateTime ? compareNumbers(a.order, b.order) : null;
  if (a instanceof FeelTime) return b instanceof FeelTime ? compareNumbers(a.order, b.order) : null;
  if (a instanceof FeelDuration && b instanceof FeelDuration) {
    return a.kind === b.kind ? compareNumbers(a.order, b.order) : null;
  }
  return null;
}

const ORDERED = new Set(['number', 'string', 'date', 'date time', 'time', 'duration']);

/** Whether values of this type have an order at all. */
export const isOrdered = (value: Value): boolean => ORDERED.has(typeOf(value));
