import { propertyOf } from '../values/properties.ts';
import { isContext, isList, typeOf, type Value } from '../values/types.ts';
import { childAt, type Family, type Frame } from './compiler.ts';
import { metered } from './operands.ts';
import { nameOf } from './variable.ts';

/** `a.b` (DMN 1.3 §10.3.2): an entry of a context, a property of a value, or of each element of a list. */
export const path: Family = (node, scope, compiler) => {
  const target = compiler.compile(childAt(node, 0), scope).evaluate;
  const name = nameOf(childAt(node, -1));
  return metered('any', (frame) => {
    const value = target(frame);
    if (!isList(value)) return property(value, name, frame);
    frame.run.chargeList(value.length);
    return Array.from(value, (element) => property(element ?? null, name, frame));
  });
};

function property(value: Value, name: string, frame: Frame): Value {
  const found = propertyOf(value, name);
  if (found !== undefined) return found;
  frame.run.warn('context-entry-unknown', isContext(value) ? name : `${typeOf(value)}.${name}`);
  return null;
}
