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
