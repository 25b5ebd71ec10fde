import { compare } from '../values/compare.ts';
import { includes } from '../values/membership.ts';
import { FeelRange, type Value } from '../values/types.ts';
import { type Definition, define } from './define.ts';

/** A point is the range of itself. */
const asRange = (value: Value): FeelRange => (value instanceof FeelRange ? value : new FeelRange(value, value));

const TWO_RANGES = ['range1', 'range2'];

type Relation = (a: FeelRange, b: FeelRange) => boolean | null;

const between = (relation: Relation): Definition =>
  define(
    [
      ['range1', 'range'],
      ['range2', 'range'],
    ],
    ([a, b]) => relation(a, b),
  );

const betweenAny = (relation: Relation): Definition =>
  define(
    [
      ['a', 'any'],
      ['b', 'any'],
    ],
    ([a, b]) => relation(asRange(a), asRange(b)),
    [
      ['point1', 'point2'],
      ['point', 'range'],
      ['range', 'point'],
      ['range1', 'range2'],
    ],
  );

const pointOrRange = (first: string, second: string, relation: Relation): Definition =>
  define(
    [
      [first, 'any'],
      [second, 'range'],
    ],
    ([a, b]) => relation(asRange(a), b),
    [TWO_RANGES],
  );

const rangeOrPoint = (first: string, second: string, relation: Relation): Definition =>
  define(
    [
      [first, 'range'],
      [second, 'any'],
    ],
    ([a, b]) => relation(a, asRange(b)),
    [TWO_RANGES],
  );

/** Range functions (DMN 1.3 §10.3.4.7): how two ranges, or points, lie on a line; null when they cannot be compared. */
export const rangeFunctions: Readonly<Record<string, Definition>> = {
  before: betweenAny(before),
  after: betweenAny(flip(before)),
  meets: between(meets),
  'met by': between(flip(meets)),
  overlaps: between((a, b) => both(not(before(a, b)), not(before(b, a)))),
  'overlaps before': between(overlapsBefore),
  'overlaps after': between(flip(overlapsBefore)),
  finishes: pointOrRange('point', 'range', finishes),
  'finished by': rangeOrPoint('range', 'point', flip(finishes)),
  includes: define(
    [
      ['range', 'range'],
      ['value', 'any'],
    ],
    ([range, value]) => includes(range, value),
    [['range', 'point'], TWO_RANGES],
  ),
  during: define(
    [
      ['value', 'any'],
      ['range', 'range'],
    ],
    ([value, range]) => includes(range, value),
    [['point', 'range'], TWO_RANGES],
  ),
  starts: pointOrRange('point', 'range', starts),
  'started by': rangeOrPoint('range', 'point', flip(starts)),
  coincides: betweenAny(coincides),
};

function flip(relation: Relation): Relation {
  return (a, b) => relation(b, a);
}

const not = (value: boolean | null): boolean | null => (value === null ? null : !value);

const both = (a: boolean | null, b: boolean | null): boolean | null =>
  a === false || b === false ? false : a === null || b === null ? null : true;

function before(a: FeelRange, b: FeelRange): boolean | null {
  const order = compare(a.end, b.start);
  return order === null ? null : order < 0 || (order === 0 && !(a.endIncluded && b.startIncluded));
}

function meets(a: FeelRange, b: FeelRange): boolean | null {
  const order = compare(a.end, b.start);
  return order === null ? null : order === 0 && a.endIncluded && b.startIncluded;
}

/** `a` starts first and ends within `b`. */
function overlapsBefore(a: FeelRange, b: FeelRange): boolean | null {
  const starting = compare(a.start, b.start);
  const ending = compare(a.end, b.end);
  const disjoint = before(a, b);
  if (starting === null || ending === null || disjoint === null) return null;
  const startsFirst = starting < 0 || (starting === 0 && a.startIncluded && !b.startIncluded);
  const endsFirst = ending < 0 || (ending === 0 && (!a.endIncluded || b.endIncluded));
  return startsFirst && endsFirst && !disjoint;
}

function finishes(a: FeelRange, b: FeelRange): boolean | null {
  return both(sameEnd(a, b), includes(b, a));
}

function starts(a: FeelRange, b: FeelRange): boolean | null {
  return both(sameStart(a, b), includes(b, a));
}

function coincides(a: FeelRange, b: FeelRange): boolean | null {
  return both(sameStart(a, b), sameEnd(a, b));
}

function sameStart(a: FeelRange, b: FeelRange): boolean | null {
  const order = compare(a.start, b.start);
  return order === null ? null : order === 0 && a.startIncluded === b.startIncluded;
}

function sameEnd(a: FeelRange, b: FeelRange): boolean | null {
  const order = compare(a.end, b.end);
  return order === null ? null : order === 0 && a.endIncluded === b.endIncluded;
}
