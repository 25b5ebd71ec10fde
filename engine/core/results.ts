import { fail, ok, type Result } from '../errors.ts';
import { isNumber } from '../exact-number.ts';
import { kindOf } from './expressions.ts';
import type { Variables } from './state.ts';

/** One result as variables: under the name that is given, else the entries of a context. `source` names what gave it, for the failure. */
export function resultVariables(
  value: unknown,
  { resultVariable, source }: { readonly resultVariable: string | null; readonly source: string },
): Result<Variables> {
  if (resultVariable !== null) return ok({ [resultVariable]: value ?? null });
  if (isContext(value)) return ok(value);
  const reason = `it gave ${kindOf(value)}, and without a result variable it must give a context`;
  return fail('expression-failed', { expression: source, reason });
}

function isContext(value: unknown): value is Variables {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isNumber(value);
}
