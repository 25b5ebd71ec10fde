import type { Run } from '../run.ts';
import { type FeelNumber, isFeelNumber, toDouble } from '../values/decimal.ts';
import { equals } from '../values/equality.ts';
import { FeelFunction, isList, type Value } from '../values/types.ts';
import { type Definition, define, defineOverList, defineVariadic } from './define.ts';

const LIST = ['list', 'list'] as const;

/** List functions (DMN 1.3 §10.3.4.4) and `sort` (§10.3.4.9). Positions count from 1, or from -1 at the end. */
export const listFunctions: Readonly<Record<string, Definition>> = {
  count: define([LIST], ([list]) => list.length),
  'list contains': define(
    [LIST, ['element', 'any?']],
    ([list, element], run) => positionsOf(list, element, run).length > 0,
  ),
  'index of': define([LIST, ['match', 'any']], ([list, match], run) => positionsOf(list, match, run)),
  sublist: define([LIST, ['start position', 'number'], ['length', 'number?']], ([list, start, length], run) => {
    const from = indexOf(list, start);
    if (from === undefined || (length !== null && toDouble(length) < 0)) return undefined;
    return built(list.slice(from, length === null ? undefined : from + toDouble(length)), run);
  }),
  reverse: define([LIST], ([list], run) => built([...list].reverse(), run)),
  'insert before': define([LIST, ['position', 'number'], ['newItem', 'any?']], ([list, position, item], run) => {
    const index = indexOf(list, position);
    return index === undefined ? undefined : built(list.toSpliced(index, 0, item), run);
  }),
  remove: define([LIST, ['position', 'number']], ([list, position], run) => {
    const index = indexOf(list, position);
    return index === undefined ? undefined : built(list.toSpliced(index, 1), run);
  }),
  'list replace': define(
    [LIST, ['position', 'any?'], ['newItem', 'any?'], ['match', 'function?']],
    ([list, position, item, match], run) => replaced(list, position ?? match, item, run),
  ),
  append: defineVariadic(['list', 'item'], ([list, ...items], run) =>
    list === null ? undefined : built([...(isList(list) ? list : [list]), ...items], run),
  ),
  concatenate: defineVariadic(['list'], (lists, run) => joined(lists, run)),
  union: defineOverList('list', (lists, run) => distinct(joined(lists, run), run)),
  'distinct values': define([LIST], ([list], run) => distinct(list, run)),
  flatten: define([LIST], ([list], run) => {
    const flat: Value[] = [];
    flattenInto(flat, list, run);
    return flat;
  }),
  sort: define([LIST, ['precedes', 'function']], ([list, precedes], run) => sorted(list, precedes, run)),
};

/** Where a position is in a list, from 0; undefined where the list has no such position. */
function indexOf(list: readonly Value[], given: FeelNumber): number | undefined {
  const position = Math.trunc(toDouble(given));
  const index = position < 0 ? list.length + position : position - 1;
  return index in list ? index : undefined;
}

function built(list: readonly Value[], run: Run): readonly Value[] {
  run.chargeList(list.length);
  return list;
}

/** Lists, and single values, in a row. */
function joined(lists: readonly Value[], run: Run): readonly Value[] {
  run.chargeList(lists.reduce((total: number, list) => total + (isList(list) ? list.length : 1), 0));
  return lists.flat() as Value[];
}

/** Elements of a list are the same when they are equal as they are: a list of one is not its element here. */
const isElement = (a: Value, b: Value, run: Run): boolean => isList(a) === isList(b) && equals(a, b, run) === true;

function positionsOf(list: readonly Value[], match: Value, run: Run): number[] {
  run.charge(list.length);
  return list.flatMap((element, index) => (isElement(element ?? null, match, run) ? [index + 1] : []));
}

/** Replaces the element at a position, or every element for which a function of the element and the new item holds. */
function replaced(list: readonly Value[], where: Value, item: Value, run: Run): readonly Value[] | undefined {
  if (isFeelNumber(where)) {
    const index = indexOf(list, where);
    return index === undefined ? undefined : built(list.with(index, item), run);
  }
  if (!(where instanceof FeelFunction) || where.parameters.length !== 2) return undefined;
  return built(list, run).map((element) =>
    run.deeper(() => where.call([element, item], run)) === true ? item : element,
  );
}

/** The elements without repetitions, in the order in which they come first. */
function distinct(list: readonly Value[], run: Run): Value[] {
  const scalars = new Set<Value>();
  const others: Value[] = [];
  return built(list, run).filter((element) => {
    if (element === null || typeof element !== 'object') return !scalars.has(element) && scalars.add(element);
    if (others.some((known) => isElement(known, element, run))) return false;
    others.push(element);
    return true;
  });
}

function flattenInto(flat: Value[], list: readonly Value[], run: Run): void {
  run.charge(list.length);
  for (const element of list) {
    if (isList(element)) run.deeper(() => flattenInto(flat, element, run));
    else flat.push(element ?? null);
  }
  run.ensure('listLength', flat.length);
}

/** Elements of which neither precedes the other keep their order. */
function sorted(list: readonly Value[], precedes: FeelFunction, run: Run): Value[] {
  const before = (a: Value, b: Value): boolean => {
    run.charge(1);
    return run.deeper(() => precedes.call([a, b], run)) === true;
  };
  return [...built(list, run)].sort((a, b) => (before(a, b) ? -1 : before(b, a) ? 1 : 0));
}
