import type { Variables } from '../core/state.ts';
import { ok, type Result } from '../errors.ts';
import { compileExpression, scopeOf } from '../feel/compile.ts';

/** `conditional.hide` of a component. */
export interface Condition {
  /** The variables it asks for. */
  readonly reads: ReadonlySet<string>;
  /** True: hidden. Undefined: it asks for variables that were not submitted with the form, so the server cannot tell. */
  isHidden(values: Variables, fields: ReadonlySet<string>): boolean | undefined;
}

/** Fails with 'expression-invalid'. */
export function compileCondition(source: string): Result<Condition> {
  const compiled = compileExpression(source);
  if (!compiled.ok) return compiled;
  const { reads } = compiled.value;
  return ok({
    reads,
    isHidden(values, fields) {
      if (![...reads].every((name) => fields.has(name))) return undefined;
      const outcome = compiled.value.evaluate(scopeOf(values));
      return outcome.ok ? outcome.value === true : undefined;
    },
  });
}
