import type { Run } from '../run.ts';
import { isFeelNumber } from './decimal.ts';
import { FeelDuration } from './duration.ts';
import { equalNumbers } from './numbers.ts';
import { FeelDate, FeelDateTime, FeelTime } from './temporal.ts';
import { isInstant, zoneOf } from './temporal-arithmetic.ts';
import { type FeelContext, FeelRange, isList, typeOf, type Value } from './types.ts';
import { sameZone } from './zone.ts';

/**
 * Whether two values are equal; null when they are of types that cannot be compared (DMN 1.3 §10.3.2). A list of one
 * element equals that element (§10.3.2.9.4).
 */
export function equals(a: Value, b: Value, run: Run): boolean | null {
  if (a === null || b === null) return a === b;
  if (typeof a !== 'object' && typeof b !== 'object') return typeof a === typeof b ? a === b : null;
  run.charge(1);
  return equalObjects(single(a), single(b), run);
}

const single = (value: Value): Value => (isList(value) && value.length < 2 ? (value[0] ?? null) : value);

function equalObjects(a: Value, b: Value, run: Run): boolean | null {
  const type = typeOf(a);
  if (type !== typeOf(b)) return null;
  if (isList(a) && isList(b)) return equalLists(a, b, run);
  if (a instanceof FeelRange && b instanceof FeelRange) return equalRanges(a, b, run);
  if (type === 'context') return equalContexts(a as FeelContext, b as FeelContext, run);
  if (a instanceof FeelDuration && b instanceof FeelDuration) return equalDurations(a, b);
  if (isFeelNumber(a) && isFeelNumber(b)) return equalNumbers(a, b);
  return equalTemporals(a, b) ?? a === b;
}

function equalLists(a: readonly Value[], b: readonly Value[], run: Run): boolean {
  if (a.length !== b.length) return false;
  run.charge(a.length);
  return run.deeper(() => a.every((element, index) => equals(element, b[index] ?? null, run) === true));
}

function equalRanges(a: FeelRange, b: FeelRange, run: Run): boolean {
  return (
    a.startIncluded === b.startIncluded &&
    a.endIncluded === b.endIncluded &&
    equals(a.start, b.start, run) === true &&
    equals(a.end, b.end, run) === true
  );
}

function equalContexts(a: FeelContext, b: FeelContext, run: Run): boolean {
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return run.deeper(() =>
    names.every((name) => Object.hasOwn(b, name) && equals(a[name] ?? null, b[name] ?? null, run) === true),
  );
}

/** A duration without any length is the same in both kinds. */
function equalDurations(a: FeelDuration, b: FeelDuration): boolean {
  return a.order === b.order && (a.kind === b.kind || a.order === 0);
}

/** Values with and without a zone are never equal; with zones, the instants are compared. */
function equalTemporals(a: Value, b: Value): boolean | null {
  if (a instanceof FeelDate && b instanceof FeelDate) return a.order === b.order;
  if ((a instanceof FeelTime && b instanceof FeelTime) || (a instanceof FeelDateTime && b instanceof FeelDateTime)) {
    return (a.zone === null) === (b.zone === null) && a.order === b.order;
  }
  return null;
}

/**
 * The strict equality of the function `is` (DMN 1.3 §10.3.4.6): other types are not equal, and neither are other zones.
 */
export function isSame(a: Value, b: Value, run: Run): boolean | null {
  if (!isInstant(a) || !isInstant(b)) return equals(a, b, run);
  return typeOf(a) === typeOf(b) && sameZone(zoneOf(a), zoneOf(b)) && equals(a, b, run);
}
