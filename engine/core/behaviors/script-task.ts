<<<<<<< HEAD
=======
import { fail, ok, type Result } from '../../errors.ts';
import { isNumber } from '../../exact-number.ts';
import type { ScriptSpec } from '../../model/graph.ts';
>>>>>>> feel
import { activate } from '../activate.ts';
import { complete } from '../complete.ts';
import { evaluate } from '../expressions.ts';
import { raiseOnEnter } from '../incidents.ts';
import { requestScript, resultsOf } from '../scripts.ts';
import type { Behavior } from './behavior.ts';

/**
 * FEEL is evaluated at once; JavaScript runs after the commit, and its result is what the task waits for (BPMN 2.0.2 §10.3.3). The result goes to
 * `resultVariable`, or the entries of a context become variables.
 */
export const scriptTask: Behavior = {
  enter(x, id) {
    if (!activate(x, id)) return;
    const { script } = x.node(x.element(id));
    if (!script) throw new Error(`Expected script task ${id} to have a script, but it has none.`);
    if (script.language === 'javascript') {
      requestScript(x, id, script);
      return;
    }
    const value = evaluate(x, id, script.expression);
    const results = value.ok ? resultsOf(script, value.value) : value;
    if (results.ok) complete(x, id, results.value);
    else raiseOnEnter(x, id, results.failure);
  },
  resume(x, id, { variables }) {
    complete(x, id, variables);
  },
};
<<<<<<< HEAD
=======

function run(x: Execution, id: string, { expression, resultVariable }: ScriptSpec): Result<Variables> {
  const result = evaluate(x, id, expression);
  if (!result.ok) return result;
  if (resultVariable !== null) return ok({ [resultVariable]: result.value ?? null });
  if (isContext(result.value)) return ok(result.value);
  const reason = `it gave ${kindOf(result.value)}, and without a result variable it must give a context`;
  return fail('expression-failed', { expression: expression.source, reason });
}

function isContext(value: unknown): value is Variables {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isNumber(value);
}
>>>>>>> feel
