import { isContext, type Value } from '../../feel/values/types.ts';
import { Scope } from '../scope.ts';
import { type BoxedFamily, inside } from './compiler.ts';
import { listOf } from './iteration.ts';
import { compilePart } from './part.ts';

/** The items of a list for which the match is true (DMN 1.4 §10.2.1.10); it sees `item` and, where that is a context, its entries. */
export const filter: BoxedFamily = (element, place) => {
  const items = compilePart(element, 'in', inside(place));
  const match = compilePart(element, 'match', inside(place, ['item']));
  if (!items || !match) return null;
  return (at) =>
    listOf(items(at)).filter((item) => {
      at.run.charge(1);
      return match({ ...at, scope: withEntries(new Scope(at.scope), item).set('item', item) }) === true;
    });
};

function withEntries(scope: Scope, item: Value): Scope {
  if (isContext(item)) for (const [name, value] of Object.entries(item)) scope.set(name, value);
  return scope;
}
