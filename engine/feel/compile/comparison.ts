import { errorAt, type SyntaxNode } from '../parse.ts';
import type { Run } from '../run.ts';
import { compare } from '../values/compare.ts';
import { equals } from '../values/equality.ts';
import { typeOf, type Value } from '../values/types.ts';
import { type CompiledNode, CompileError, type Compiler, childAt, type Family } from './compiler.ts';
import { isMember } from './membership-test.ts';
import { bothSides, metered } from './operands.ts';

type Comparison = (a: Value, b: Value, run: Run) => boolean | null;

/** The comparison operators on any two values; null when they cannot be compared. */
export const comparisons: Readonly<Record<string, Comparison>> = {
  '=': equals,
  '!=': (a, b, run) => {
    const equal = equals(a, b, run);
    return equal === null ? null : !equal;
  },
  '<': (a, b, run) => ordered(a, b, run, (order) => order < 0),
  '<=': (a, b, run) => ordered(a, b, run, (order) => order <= 0),
  '>': (a, b, run) => ordered(a, b, run, (order) => order > 0),
  '>=': (a, b, run) => ordered(a, b, run, (order) => order >= 0),
};

/** `a < b`, `a between b and c`, `a in (…)` (DMN 1.3 §10.3.2). */
export const comparison: Family = (node, scope, compiler) => {
  const operator = childAt(node, 1);
  if (operator.kind === 'between') {
    const part = (index: number) => compiler.compile(childAt(node, index), scope);
    return between(part(0), part(2), part(4));
  }
  if (operator.kind === 'in') {
    const tests = node.children.find((child) => child.kind === 'PositiveUnaryTests') ?? childAt(node, -1);
    return isIn(compiler.compile(childAt(node, 0), scope), compiler.compile(tests, scope));
  }
  refuseDoubledOperator(childAt(node, 0), compiler);
  refuseDoubledOperator(childAt(node, -1), compiler);
  const [left, right] = bothSides(node, scope, compiler);
  return binary(operator.text, left, right);
};

/**
 * `a == 3`, `a => 3`, `a <> 3` of other languages: the grammar reads the second sign as the beginning of a unary test. No value equals
 * such a test or is ordered with it, so the comparison could never be true.
 */
export function refuseDoubledOperator(operand: SyntaxNode, compiler: Compiler): void {
  const [operator] = operand.children;
  if (operand.kind !== 'SimplePositiveUnaryTest' || operator?.kind !== 'CompareOp') return;
  const known = '=, !=, <, <=, >, >=';
  throw new CompileError(
    errorAt(
      compiler.source,
      operator.from,
      `unexpected "${operator.text}", the comparison operators are ${known}`,
      `此处不应出现“${operator.text}”，比较运算符为 ${known}`,
    ),
  );
}

function binary(symbol: string, left: CompiledNode, right: CompiledNode): CompiledNode {
  const test = comparisons[symbol];
  if (!test) throw new Error(`no operator ${symbol}`);
  const a = left.evaluate;
  const b = right.evaluate;
  return metered('test', (frame) => test(a(frame), b(frame), frame.run));
}

function between(value: CompiledNode, low: CompiledNode, high: CompiledNode): CompiledNode {
  return metered('test', (frame) => {
    const it = value.evaluate(frame);
    const start = compare(it, low.evaluate(frame));
    const end = compare(it, high.evaluate(frame));
    if ((start !== null && start < 0) || (end !== null && end > 0)) return false;
    return start === null || end === null ? null : true;
  });
}

function isIn(value: CompiledNode, tests: CompiledNode): CompiledNode {
  return metered('test', (frame) => isMember(value.evaluate(frame), tests.evaluate(frame), frame.run));
}

function ordered(a: Value, b: Value, run: Run, decide: (order: number) => boolean): boolean | null {
  if (typeof a === 'number' && typeof b === 'number') return decide(a < b ? -1 : a > b ? 1 : 0);
  const order = compare(a, b);
  if (order !== null) return decide(order);
  if (a !== null && b !== null) run.warn('not-comparable', `${typeOf(a)}, ${typeOf(b)}`);
  return null;
}
