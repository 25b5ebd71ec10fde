import { compileExpression, type FeelExpression, scopeOf } from '../feel/compile.ts';

/**
 * Regular expressions of forms are matched by the engine's own matcher (FEEL `matches`): its work grows with the length of the text only, so no
 * pattern can be made to run for ever. Look-around and back-references it does not know.
 */
const MATCHES: FeelExpression = compiled('matches(value, pattern)');

/** Whether the text has a match. Null: the pattern cannot be used, or the text is too long for it. */
export function matchPattern(value: string, pattern: string): boolean | null {
  const outcome = MATCHES.evaluate(scopeOf({ value, pattern }));
  return outcome.ok && typeof outcome.value === 'boolean' ? outcome.value : null;
}

export function isUsablePattern(pattern: string): boolean {
  return matchPattern('', pattern) !== null;
}

function compiled(source: string): FeelExpression {
  const result = compileExpression(source);
  if (!result.ok) throw new Error(`Expected "${source}" to compile, but: ${result.failure.code}.`);
  return result.value;
}
