import type { Result } from '../../errors.ts';
import type { ScriptSpec } from '../../model/graph.ts';
import { activate } from '../activate.ts';
import { complete } from '../complete.ts';
import type { Execution } from '../execution.ts';
import { evaluate } from '../expressions.ts';
import { raiseOnEnter } from '../incidents.ts';
import { resultVariables } from '../results.ts';
import type { Variables } from '../state.ts';
import type { Behavior } from './behavior.ts';

/** Evaluates its FEEL script at once: the result goes to `resultVariable`, or a context's entries become variables. */
export const scriptTask: Behavior = {
  enter(x, id) {
    if (!activate(x, id)) return;
    const { script } = x.node(x.element(id));
    if (!script) throw new Error(`Expected script task ${id} to have a script, but it has none.`);
    const results = run(x, id, script);
    if (results.ok) complete(x, id, results.value);
    else raiseOnEnter(x, id, results.failure);
  },
};

function run(x: Execution, id: string, { expression, resultVariable }: ScriptSpec): Result<Variables> {
  const result = evaluate(x, id, expression);
  return result.ok ? resultVariables(result.value, { resultVariable, source: expression.source }) : result;
}
