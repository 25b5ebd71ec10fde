import type { Run } from '../run.ts';
import { equals } from '../values/equality.ts';
import { makeRange } from '../values/membership.ts';
import { FeelFunction, isList, type Value } from '../values/types.ts';
import { comparisons, refuseDoubledOperator } from './comparison.ts';
import { type CompiledNode, childAt, childOf, constantNode, type Family, type Frame, isConstant } from './compiler.ts';
import { isMember } from './membership-test.ts';
import { metered } from './operands.ts';
import { readInput } from './variable.ts';

/** `[1..5]`, `> 5`, `!= "a"`: a test without its left side, whose value is a range or, for `=` and `!=`, a function. */
export const simplePositiveUnaryTest: Family = (node, scope, compiler) => {
  if (node.children.length === 1) return compiler.compile(childAt(node, 0), scope);
  refuseDoubledOperator(childAt(node, 1), compiler);
  const bound = compiler.compile(childAt(node, 1), scope);
  const symbol = childAt(node, 0).text;
  return folded([bound], (run, [value]) => testAgainst(symbol, value ?? null) ?? noRange(run, node.text));
};

/** `[1..5]`, `(1..5]`, `]1..5[` (DMN 1.3 §10.3.1.2). */
export const interval: Family = (node, scope, compiler) => {
  const ends = [compiler.compile(childAt(node, 1), scope), compiler.compile(childAt(node, 3), scope)];
  const startIncluded = childAt(node, 0).text === '[';
  const endIncluded = childAt(node, 4).text === ']';
  return folded(
    ends,
    (run, [start, end]) => makeRange(start ?? null, end ?? null, startIncluded, endIncluded) ?? noRange(run, node.text),
  );
};

/** The tests behind `in (…)`: a list of what each of them stands for. */
export const positiveUnaryTests: Family = (node, scope, compiler) => {
  const tests = node.children.map((child) => compiler.compile(child, scope));
  return metered('other', (frame) => tests.map((test) => test.evaluate(frame)));
};

export const positiveUnaryTest: Family = (node, scope, compiler) => compiler.compile(childAt(node, 0), scope);

/** A whole unary tests text (DMN 1.3 §10.3.1.2): whether the input value passes any test, or with `not` none. */
export const unaryTests: Family = (node, scope, compiler) => {
  if (childOf(node, 'Wildcard')) return constantNode(true, 'test');
  const tests = (childOf(node, 'PositiveUnaryTests') ?? node).children.map((child) => compiler.compile(child, scope));
  const negated = childOf(node, 'not') !== undefined;
  return metered('test', (frame) => {
    const input = readInput(frame);
    return tests.some((test) => passes(input, test, frame)) !== negated;
  });
};

/** A boolean literal is compared with the input; any other boolean is the answer itself. */
function passes(input: Value, test: CompiledNode, frame: Frame): boolean {
  const value = test.evaluate(frame);
  if (typeof value === 'boolean') return test.kind === 'boolean' ? value === input : value;
  if (value === null) return input === null;
  if (isList(value) && equals(value, input, frame.run) === true) return true;
  return isMember(input, value, frame.run) === true;
}

/** Builds a value from its parts: once, when they are constant. */
function folded(parts: readonly CompiledNode[], build: (run: Run, values: readonly Value[]) => Value): CompiledNode {
  let known: Value | undefined;
  const constant = parts.every(isConstant);
  return metered('test', (frame) => {
    if (known !== undefined) return known;
    const value = build(
      frame.run,
      parts.map((part) => part.evaluate(frame)),
    );
    if (constant && value !== null) known = value;
    return value;
  });
}

function testAgainst(symbol: string, bound: Value): Value {
  switch (symbol) {
    case '<':
      return makeRange(null, bound, false, false);
    case '<=':
      return makeRange(null, bound, false, true);
    case '>':
      return makeRange(bound, null, false, false);
    case '>=':
      return makeRange(bound, null, true, false);
    default: {
      const test = comparisons[symbol];
      return test ? new FeelFunction(['value'], false, ([value], run) => test(value ?? null, bound, run)) : null;
    }
  }
}

function noRange(run: Run, text: string): null {
  run.warn('type-mismatch', text);
  return null;
}
