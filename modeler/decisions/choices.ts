import { stringify } from '../../engine/exact-json.ts';
import { compileExpression, scopeOf } from '../../engine/feel/compile.ts';

/** More than this nobody picks from a list. */
const MOST = 100;

/** The texts or numbers that unary tests list, as FEEL writes them; empty where they are ranges or anything else. */
export function choicesIn(tests: string): readonly string[] {
  const compiled = compileExpression(`[${tests}]`);
  if (!compiled.ok) return [];
  const outcome = compiled.value.evaluate(scopeOf({}));
  if (!outcome.ok || !Array.isArray(outcome.value) || outcome.value.length > MOST) return [];
  const written = outcome.value.map((value) =>
    typeof value === 'boolean' || value === null || Array.isArray(value) ? '' : stringify(value),
  );
  return written.every((text) => /^(?:"|-?\d)/.test(text)) ? written : [];
}
