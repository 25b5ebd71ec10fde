import { isFeelNumber, toDouble } from '../values/decimal.ts';
import { FeelFunction, FeelRange, isList, type Value } from '../values/types.ts';
import { childAt, type Evaluate, type Family, type Frame } from './compiler.ts';
import { isMember } from './membership-test.ts';
import { metered } from './operands.ts';

/**
 * `list[1]`, `list[-1]`, `list[item > 3]`, `list[price > 3]` (DMN 1.3 §10.3.2). A filter that is a number is an index;
 * any other is asked of each element, which it sees as `item` and, for a context, by its entries. A single value is a
 * list of one.
 */
export const filter: Family = (node, scope, compiler) => {
  const target = compiler.compile(childAt(node, 0), scope).evaluate;
  const test = compiler.compile(childAt(node, 2), scope.withElement());
  const mayBeIndex = test.kind === 'number' || test.kind === 'any';
  return metered('any', (frame) => {
    const value = target(frame);
    if (value === null) return null;
    const list = isList(value) ? value : [value];
    const position = mayBeIndex ? withoutElement(test.evaluate, frame) : null;
    return isFeelNumber(position) ? elementAt(list, toDouble(position)) : select(list, test.evaluate, frame);
  });
};

/** What the filter gives without any element: a number here is an index. */
function withoutElement(test: Evaluate, frame: Frame): Value {
  return frame.run.quietly(() => test({ run: frame.run, parent: frame, values: [undefined] }));
}
/** Positions count from 1, or from -1 at the end. */
function elementAt(list: readonly Value[], position: number): Value {
  return list[position < 0 ? list.length + position : position - 1] ?? null;
}

function select(list: readonly Value[], test: Evaluate, frame: Frame): Value[] {
  const { run } = frame;
  run.charge(list.length);
  return list.filter((element) => {
    const given = test({ run, parent: frame, values: [element] });
    if (given instanceof FeelRange || given instanceof FeelFunction) return isMember(element, given, run) === true;
    return given === true;
  });
}
