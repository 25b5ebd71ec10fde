import { ExactNumber, plainText } from '../../exact-number.ts';
import type { Run } from '../run.ts';
import { FeelFunction, FeelRange, isContext, isList, typeOf, type Value } from './types.ts';

/**
 * A value as plain JSON (which has no negative zero), numbers that no double holds as `ExactNumber`: temporal values and durations as ISO 8601 texts, ranges as their
 * four properties, functions as null. An entry named `__proto__` is left out, so that nobody who copies the result can
 * be tricked.
 */
export function toJson(value: Value, run: Run): unknown {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') return text(value, run);
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null;
  if (typeof value !== 'object') return null;
  if (value instanceof ExactNumber) return exact(value, run);
  run.charge(isList(value) ? value.length + 1 : 1);
  if (isList(value)) return run.deeper(() => Array.from(value, (element) => toJson(element ?? null, run)));
  if (isContext(value)) return contextToJson(value, run);
  if (value instanceof FeelRange) return rangeToJson(value, run);
  return value instanceof FeelFunction || typeOf(value) === 'null' ? null : value.toString();
}

/** JSON writes all digits, however many zeros there are among them. */
function exact(value: ExactNumber, run: Run): ExactNumber {
  run.chargeText(plainText(value).length);
  return value;
}

/** Every copy of a text counts: a list may hold the same long text many times. */
function text(value: string, run: Run): string {
  run.chargeText(value.length);
  return value;
}

function contextToJson(context: { readonly [name: string]: Value }, run: Run): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  run.deeper(() => {
    for (const [name, entry] of Object.entries(context)) {
      if (name !== '__proto__') result[name] = toJson(entry ?? null, run);
    }
  });
  return result;
}

const rangeToJson = (range: FeelRange, run: Run): Record<string, unknown> => ({
  start: toJson(range.start, run),
  end: toJson(range.end, run),
  'start included': range.startIncluded,
  'end included': range.endIncluded,
});
