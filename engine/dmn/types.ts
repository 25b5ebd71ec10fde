import { isNumber } from '../exact-number.ts';
import type { FeelExpression } from '../feel/compile.ts';
import { normalizeName } from '../feel/names.ts';
import type { Run } from '../feel/run.ts';
import { FeelDuration, parseDuration } from '../feel/values/duration.ts';
import { modulo } from '../feel/values/numbers.ts';
import { parseDate, parseDateTime, parseTime } from '../feel/values/parse-temporal.ts';
import { entryOf } from '../feel/values/properties.ts';
import { FeelDate, FeelDateTime } from '../feel/values/temporal.ts';
import { type FeelContext, isContext, isList, typeOf, type Value } from '../feel/values/types.ts';
import { Scope } from './scope.ts';

/** A type a value is held against (DMN 1.3 §7.3.2, §10.3.2). `shown` is how a person wrote it. */
export type DmnType =
  /** `base`: the type of FEEL. */
  | {
      readonly kind: 'simple';
      readonly shown: string;
      readonly base: string;
      readonly read: Reader;
      readonly allowed: Allowed | null;
    }
  | {
      readonly kind: 'context';
      readonly shown: string;
      readonly components: readonly Component[];
      readonly allowed: Allowed | null;
    }
  | { readonly kind: 'list'; readonly shown: string; readonly item: DmnType };

interface Component {
  readonly name: string;
  readonly type: DmnType;
}

/** Unary tests that the value has to pass. */
export interface Allowed {
  readonly tests: FeelExpression;
  readonly shown: string;
}

/** Takes a value as one of the type; undefined where it is none. Texts of JSON become dates, times and durations. */
export type Reader = (value: Value) => Value | undefined;

const only =
  (type: string): Reader =>
  (value) =>
    typeOf(value) === type ? value : undefined;
const temporal =
  (type: string, parse: (text: string) => Value): Reader =>
  (value) => {
    if (typeOf(value) === type) return value;
    return typeof value === 'string' ? (parse(value) ?? undefined) : undefined;
  };
const duration =
  (kind: FeelDuration['kind']): Reader =>
  (value) => {
    const read = typeof value === 'string' ? parseDuration(value) : value;
    return read instanceof FeelDuration && (read.kind === kind || read.order === 0) ? read : undefined;
  };
const integer: Reader = (value) => (isNumber(value) && modulo(value, 1) === 0 ? value : undefined);
const dateTime: Reader = (value) => {
  if (value instanceof FeelDate) return parseDateTime(value.toString()) ?? undefined;
  return temporal('date time', parseDateTime)(value);
};
const date: Reader = (value) => {
  if (value instanceof FeelDateTime) return undefined;
  return temporal('date', parseDate)(value);
};

/** The types of FEEL by every name they are written with; those of Java are common in decision tables. */
export const SIMPLE_TYPES: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['Any', (value) => value],
  ['number', only('number')],
  ['integer', integer],
  ['long', integer],
  ['double', only('number')],
  ['string', only('string')],
  ['boolean', only('boolean')],
  ['date', date],
  ['time', temporal('time', parseTime)],
  ['date and time', dateTime],
  ['dateTime', dateTime],
  ['days and time duration', duration('days and time')],
  ['dayTimeDuration', duration('days and time')],
  ['years and months duration', duration('years and months')],
  ['yearMonthDuration', duration('years and months')],
  ['context', only('context')],
  ['list', only('list')],
  ['function', only('function')],
]);

export type Coerced =
  | { readonly ok: true; readonly value: Value }
  /** `path` leads to the part that does not fit, empty where it is the whole. */
  | { readonly ok: false; readonly path: string; readonly expected: string; readonly found: Value };

/**
 * A value as one of the type: a list of one and its element stand for each other (DMN 1.3 §10.3.2.9.4), and null, which says that there
 * is no value, is one of every type. What does not fit is told, never turned into null.
 */
export function coerce(value: Value, type: DmnType, run: Run): Coerced {
  run.charge(1);
  if (value === null) return { ok: true, value };
  if (type.kind === 'list') return coerceList(isList(value) ? value : [value], type.item, run);
  const single = isList(value) && value.length === 1 && type.shown !== 'list' && type.shown !== 'Any';
  const candidate = single ? (value[0] ?? null) : value;
  const shaped = type.kind === 'simple' ? simple(candidate, type) : context(candidate, type, run);
  if (!shaped.ok || !type.allowed || passes(shaped.value, type.allowed, run)) return shaped;
  return { ok: false, path: '', expected: type.allowed.shown, found: shaped.value };
}

function simple(value: Value, { read, shown }: Extract<DmnType, { kind: 'simple' }>): Coerced {
  const taken = value === null ? null : read(value);
  return taken === undefined ? { ok: false, path: '', expected: shown, found: value } : { ok: true, value: taken };
}

function coerceList(values: readonly Value[], item: DmnType, run: Run): Coerced {
  run.chargeList(values.length);
  const items: Value[] = [];
  for (const [index, value] of values.entries()) {
    const taken = run.deeper(() => coerce(value, item, run));
    if (!taken.ok) return { ...taken, path: `[${index + 1}]${taken.path}` };
    items.push(taken.value);
  }
  return { ok: true, value: items };
}

/** Entries that the type does not know are kept. */
function context(value: Value, { components, shown }: Extract<DmnType, { kind: 'context' }>, run: Run): Coerced {
  if (!isContext(value)) return { ok: false, path: '', expected: shown, found: value };
  const taken: Record<string, Value> = Object.assign(Object.create(null), value);
  for (const { name, type } of components) {
    const entry = run.deeper(() => coerce(entryOf(value, name) ?? null, type, run));
    if (!entry.ok) return { ...entry, path: `.${name}${entry.path}` };
    taken[spellingIn(value, name)] = entry.value;
  }
  return { ok: true, value: taken };
}

const spellingIn = (value: FeelContext, name: string): string =>
  Object.hasOwn(value, name)
    ? name
    : (Object.keys(value).find((key) => normalizeName(key) === normalizeName(name)) ?? name);

/** Whether a value passes tests; a test that has no value is not passed. */
export function passes(value: Value, { tests }: Allowed, run: Run): boolean {
  const outcome = tests.evaluate(new Scope().set('?', value), { raw: true, within: run });
  // A budget that was used up in there is used up here, and says so.
  if (!outcome.ok) run.charge(1);
  return outcome.ok && outcome.value === true;
}
