/** When an ad-hoc sub-process is done (BPMN 2.0.2 §13.3.5). */
import { completeScope } from './complete-scope.ts';
import type { Execution } from './execution.ts';
import { evaluateCondition } from './expressions.ts';
import { hasIncident, raiseOnEnter } from './incidents.ts';
import type { ElementInstance } from './state.ts';
import { terminateChildren } from './terminate.ts';

/**
 * An activity inside has completed: where the completion condition holds, what still runs is ended or, where the model says so,
 * waited for; nothing new can be started then.
 */
export function judgeAdHoc(x: Execution, id: string): void {
  const element = x.element(id);
  const { adHoc } = x.node(element);
  if (!adHoc || element.state !== 'active') return;
  const done = evaluateCondition(x, id, adHoc.completionCondition);
  if (!done.ok) {
    raiseOnEnter(x, id, done.failure);
    return;
  }
  if (!done.value) return;
  if (x.children(id).size > 0 && !adHoc.cancelRemaining) {
    x.move(id, 'completing');
    return;
  }
  terminateChildren(x, id, 'sibling');
  completeScope(x, id);
}

/** Nothing runs inside any more: that ends it only if its condition has held. */
export function settleAdHoc(x: Execution, { id, state }: ElementInstance): void {
  if (state === 'completing' && x.children(id).size === 0 && !hasIncident(x, id)) completeScope(x, id);
}
