/** Asking a decision (DMN) at an element instance. It is pure, so it happens in the step itself and not after the commit. */
import { fail, ok, type Result } from '../errors.ts';
import { scopeOf } from '../feel/compile.ts';
import type { DecisionDefinition } from '../model/decision.ts';
import type { DecisionSpec } from '../model/graph.ts';
import type { Execution } from './execution.ts';
import { evaluateText } from './expressions.ts';
import { payloadOf } from './payload.ts';
import { visibleScope } from './query.ts';
import { resultVariables } from './results.ts';
import type { Variables } from './state.ts';

/**
 * The result as variables. With input mappings the decision sees only those, without any all that the element sees. Fails with
 * 'decision-not-found' or 'decision-failed'.
 */
export function decide(x: Execution, id: string, spec: DecisionSpec): Result<Variables> {
  const found = askedBy(x, id, spec);
  if (!found.ok) return found;
  const { id: decisionId, key, version, graph } = found.value;
  const payload = payloadOf(x, id);
  const outcome = graph.evaluate(payload ? scopeOf(payload) : visibleScope(x.draft.state, id), x.env.now);
  if (!outcome.ok) return outcome;
  const { resultVariable } = spec;
  const results = resultVariables(outcome.result, { resultVariable, source: key });
  if (!results.ok)
    return fail('decision-failed', {
      decision: key,
      reason: String(results.failure.params.reason),
      reasonZh: '没有结果变量（tb:resultVariable）时结果应为上下文',
    });
  x.emit({ type: 'decisionEvaluated', element: id, decision: { id: decisionId, key, version }, trace: outcome.trace });
  return results;
}

function askedBy(x: Execution, id: string, { decision, binding }: DecisionSpec): Result<DecisionDefinition> {
  const key = evaluateText(x, id, decision);
  if (!key.ok) return key;
  const { deploymentId } = x.definition(x.element(id).def);
  const found = x.definitions.decision(key.value, binding, deploymentId);
  return found ? ok(found) : fail('decision-not-found', { key: key.value });
}
