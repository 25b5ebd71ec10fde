import { isList, type Value } from '../../feel/values/types.ts';
import { text } from '../../model/problem.ts';
import { attribute } from '../compile/xml.ts';
import type { Boxed, Site } from '../evaluation.ts';
import { Scope } from '../scope.ts';
import { type BoxedFamily, inside } from './compiler.ts';
import { compilePart } from './part.ts';

/** What makes one value of those of all items. */
type Gather = (items: readonly Value[], each: (item: Value) => Value) => Value;

/** `for`, `every` and `some` in boxes (DMN 1.4 §10.2.1.11 to 13): one item after the other, each under the name of `iteratorVariable`. */
const iterator =
  (part: 'return' | 'satisfies', gather: Gather): BoxedFamily =>
  (element, place) => {
    const variable = attribute(element, 'iteratorVariable');
    if (variable === null) place.context.report('name-missing', element, nameless);
    const items = compilePart(element, 'in', inside(place));
    const body = compilePart(element, part, inside(place, variable === null ? [] : [variable]));
    if (variable === null || !items || !body) return null;
    return (at) => gather(listOf(items(at)), (item) => withItem(body, variable, { at, item }));
  };

function withItem(body: Boxed, variable: string, { at, item }: { at: Site; item: Value }): Value {
  at.run.charge(1);
  return body({ ...at, scope: new Scope(at.scope).set(variable, item) });
}

/** A single value is a list of one; null has no items. */
export const listOf = (value: Value): readonly Value[] => (isList(value) ? value : value === null ? [] : [value]);

export const forEach = iterator('return', (items, each) => items.map(each));
export const every = iterator('satisfies', (items, each) => items.every((item) => each(item) === true));
export const some = iterator('satisfies', (items, each) => items.some((item) => each(item) === true));

const nameless = text('Expected an iteratorVariable, but there is none.', '应有 iteratorVariable，但没有。');
