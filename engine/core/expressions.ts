/** Evaluating what the model says, at an element instance: the variables it sees, the instant of the command. */

import { fail, ok, type Result } from '../errors.ts';
import { isNumber } from '../exact-number.ts';
import type { FeelExpression } from '../feel/compile.ts';
import type { ModelValue } from '../model/graph.ts';
import type { Execution } from './execution.ts';
import { visibleScope } from './query.ts';
import type { Variables } from './state.ts';

/** `over` holds variables that are seen before all others. Fails with 'expression-failed' or 'expression-limit'. */
export function evaluate(x: Execution, id: string, expression: FeelExpression, over?: Variables): Result<unknown> {
  const outcome = expression.evaluate(visibleScope(x.draft.state, id, over), {
    now: x.env.now,
    workingDays: x.workingDays,
  });
  return outcome.ok ? ok(outcome.value) : outcome;
}

export function evaluateValue(x: Execution, id: string, value: ModelValue, over?: Variables): Result<unknown> {
  return value.kind === 'literal' ? ok(value.text) : evaluate(x, id, value.expression, over);
}

/** A name, key, date or topic: a text or a number; anything else, null included, is 'expression-failed'. */
export function evaluateText(x: Execution, id: string, value: ModelValue): Result<string> {
  if (value.kind === 'literal') return ok(value.text);
  const result = evaluate(x, id, value.expression);
  if (!result.ok) return result;
  if (typeof result.value === 'string') return ok(result.value);
  if (isNumber(result.value)) return ok(String(result.value));
  return fail('expression-failed', {
    expression: value.expression.source,
    reason: `it gave ${kindOf(result.value)}, not a text`,
  });
}

/** Whether the condition is true; null and what is not a boolean are false. */
export function evaluateCondition(
  x: Execution,
  id: string,
  condition: FeelExpression,
  over?: Variables,
): Result<boolean> {
  const result = evaluate(x, id, condition, over);
  return result.ok ? ok(result.value === true) : result;
}

/** What a value is, in a word, for texts about failures. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (isNumber(value)) return 'a number';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}
