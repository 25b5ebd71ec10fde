import { compileExpression } from '../feel/compile.ts';
import { scopeOf } from '../feel/scope.ts';
import type { Answers } from './item.ts';

/** Whether a condition holds for the answers given; what is not answered is null. Without a condition it always holds. */
export function holds(condition: string | undefined, answers: Answers): boolean {
  if (condition === undefined) return true;
  const compiled = compileExpression(condition);
  if (!compiled.ok) return false;
  const outcome = compiled.value.evaluate(scopeOf(answers));
  return outcome.ok && outcome.value === true;
}
