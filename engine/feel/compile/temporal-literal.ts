import { parseTemporal } from '../values/parse-temporal.ts';
import { childAt, childOf, constantNode, type Family } from './compiler.ts';
import { invocation } from './invocation.ts';
import { textOf } from './literals.ts';
import { metered } from './operands.ts';

/** `@"2024-02-29"` (DMN 1.3 §10.3.1.2): read once, when compiled. */
export const atLiteral: Family = (node) => {
  const text = textOf(childAt(node, 0).text.slice(1, -1));
  const value = parseTemporal(text);
  if (value) return constantNode(value, 'other');
  return metered('other', (frame) => {
    frame.run.warn('function-arguments', node.text);
    return null;
  });
};

const LITERALS = new Set(['NumericLiteral', 'StringLiteral']);

/** `date("2024-02-29")`, `duration("P1D")` and the like: with constant arguments they are called once. */
export const dateTimeLiteral: Family = (node, scope, compiler) => {
  if (node.children.length === 1) return compiler.compile(childAt(node, 0), scope);
  const called = invocation(node, scope, compiler);
  const name = childAt(node, 0).text;
  const shadowed = scope.mayBind(name) || compiler.declared(name) !== undefined;
  const args = childOf(node, 'PositionalParameters')?.children ?? [];
  const fixed = !shadowed && args.length > 0 && args.every((arg) => LITERALS.has(arg.kind));
  if (!fixed) return { ...called, kind: 'other' };
  let known: ReturnType<typeof called.evaluate> = null;
  return metered('other', (frame) => {
    known ??= called.evaluate(frame);
    return known;
  });
};
