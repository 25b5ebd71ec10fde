import type { CompiledNode, Family } from './compiler.ts';
import { bothSides, metered } from './operands.ts';

/** `a and b`, `a or b` in three-valued logic (DMN 1.3 §10.3.2): whatever is not a boolean counts as unknown. */
export const conjunction: Family = (node, scope, compiler) => connective(bothSides(node, scope, compiler), false);

export const disjunction: Family = (node, scope, compiler) => connective(bothSides(node, scope, compiler), true);

/** `decisive` on either side decides; the right side is not evaluated when the left one has decided. */
function connective([left, right]: [CompiledNode, CompiledNode], decisive: boolean): CompiledNode {
  const a = left.evaluate;
  const b = right.evaluate;
  return metered('test', (frame) => {
    const x = a(frame);
    if (x === decisive) return decisive;
    const y = b(frame);
    if (y === decisive) return decisive;
    return x === !decisive && y === !decisive ? !decisive : null;
  });
}
