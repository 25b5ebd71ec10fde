import { childAt, type Family } from './compiler.ts';
import { metered } from './operands.ts';

/** `if a then b else c` (DMN 1.3 §10.3.2): `c` unless `a` is true. */
export const conditional: Family = (node, scope, compiler) => {
  const condition = compiler.compile(childAt(node, 1), scope).evaluate;
  const then = compiler.compile(childAt(node, 3), scope);
  const otherwise = compiler.compile(childAt(node, 5), scope);
  const kind = then.kind === otherwise.kind ? then.kind : 'any';
  return metered(kind, (frame) => (condition(frame) === true ? then.evaluate(frame) : otherwise.evaluate(frame)));
};
