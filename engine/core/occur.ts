/** An event has happened that an element instance was waiting for, or that is thrown to a handler around it. */

import { boundariesOf } from './activate.ts';
import type { Occurrence } from './behaviors/behavior.ts';
import { keepOpen } from './compensation/keep-open.ts';
import { complete } from './complete.ts';
import { enterInPlace } from './enter.ts';
import type { Execution } from './execution.ts';
import { placeOf } from './flows.ts';
import { gather } from './gather.ts';
import { raiseOnEnter } from './incidents.ts';
import { nodeAt } from './query.ts';
import { eventStarts, openScope } from './scope.ts';
import type { ElementInstance } from './state.ts';
import { terminateChildren, terminateTree } from './terminate.ts';
import { writeLocal } from './variables.ts';

/** Brings the event at `node` to the instance that waits for it: its own, a boundary event's, an event sub-process's. */
export function occur(x: Execution, id: string, occurrence: Occurrence): void {
  const whole = gather(x, id, occurrence);
  if (!whole) return;
  const { node, variables } = whole;
  const element = x.element(id);
  const { type } = nodeAt(x.graph(element), node);
  if (element.node === node) resume(x, element, { node, variables });
  else if (type === 'boundaryEvent') fireBoundary(x, element, { node, variables });
  else if (type === 'startEvent') startEventSubProcess(x, element, { node, variables });
  else resume(x, element, { node, variables });
}

function resume(x: Execution, element: ElementInstance, occurrence: Occurrence): void {
  const { type } = x.node(element);
  const behavior = x.behaviors[type];
  if (!behavior.resume) throw new Error(`Expected ${element.id} to be able to wait, but a ${type} never does.`);
  behavior.resume(x, element.id, occurrence);
}

/** An interrupting boundary event first ends the activity and everything in it (BPMN 2.0.2 §13.5.3). */
export function fireBoundary(x: Execution, host: ElementInstance, { node, variables }: Occurrence): void {
  const place = placeOf(host);
  const event = nodeAt(x.graph(host), node);
  if (!boundariesOf(x, host.id).includes(event))
    throw new Error(`Expected ${event.id} on the border of ${host.id}, but it is not.`);
  if (event.interrupting) terminateTree(x, host.id, 'boundary');
  complete(x, enterInPlace(x, { ...place, node }), variables);
}

/** An interrupting start ends everything else in the scope, and the scope listens to no other of its event sub-processes. */
export function startEventSubProcess(x: Execution, scope: ElementInstance, { node, variables }: Occurrence): void {
  const start = nodeAt(x.graph(scope), node);
  if (start.withdraws === 'case') beginWithdrawal(x, scope);
  if (start.interrupting) {
    terminateChildren(x, scope.id, 'boundary');
    stopListening(x, scope);
  }
  const id = enterInPlace(x, { scope: scope.id, def: scope.def, node: start.parent });
  x.move(id, 'active');
  const opened = openScope(x, id, []);
  if (!opened.ok) {
    writeLocal(x, id, variables);
    raiseOnEnter(x, id, opened.failure);
    return;
  }
  complete(x, enterInPlace(x, { scope: id, def: scope.def, node }), variables);
}

/**
 * The model ends the case as withdrawn, whoever asked for it and by whatever way: what has completed in sub-processes that were not done yet can
 * still be undone by it, and a case ends as withdrawn. A called process only ends.
 */
function beginWithdrawal(x: Execution, scope: ElementInstance): void {
  keepOpen(x, scope.id);
  if (scope.parent === null) x.emit({ type: 'caseEnding', reason: 'withdrawn' });
}

function stopListening(x: Execution, scope: ElementInstance): void {
  const starts = new Set(eventStarts(x.graph(scope), x.node(scope)).map((node) => node.index));
  const listens = (waiting: { element: string; node: number }) =>
    waiting.element === scope.id && starts.has(waiting.node);
  for (const timer of Object.values(x.draft.state.timers))
    if (listens(timer)) x.emit({ type: 'timerCancelled', id: timer.id });
  for (const subscription of Object.values(x.draft.state.subscriptions)) {
    if (listens(subscription)) x.emit({ type: 'subscriptionClosed', id: subscription.id });
  }
  for (const condition of Object.values(x.draft.state.conditions)) {
    if (listens(condition)) x.emit({ type: 'conditionDropped', id: condition.id });
  }
}
