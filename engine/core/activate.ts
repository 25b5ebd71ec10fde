import type { FlowNode } from '../model/graph.ts';
import { arm, prepare } from './catching.ts';
import { isRevived } from './compensation/revived.ts';
import type { Execution } from './execution.ts';
import { raiseOnEnter } from './incidents.ts';
import { applyInputs } from './mappings.ts';
import { nodeAt } from './query.ts';

/**
 * Makes an activity active: input mappings, then its boundary events. Returns whether the behaviour may go on; if not, an
 * incident stands on it. An activity that is active already (its entering is retried) is left as it is.
 */
export function activate(x: Execution, id: string): boolean {
  const element = x.element(id);
  if (element.state === 'active') return true;
  const node = x.node(element);
  const inputs = applyInputs(x, id, node);
  if (!inputs.ok) {
    raiseOnEnter(x, id, inputs.failure);
    return false;
  }
  return guard(x, id);
}

/** As `activate`, for bodies of loops and activities whose inputs go elsewhere: boundary events only. */
export function guard(x: Execution, id: string): boolean {
  const element = x.element(id);
  if (element.state === 'active') return true;
  const catches = prepare(x, id, boundariesOf(x, id));
  if (!catches.ok) {
    raiseOnEnter(x, id, catches.failure);
    return false;
  }
  arm(x, catches.value);
  x.move(id, 'active');
  return true;
}

/** The boundary events that listen on this instance. Those of a loop listen on its body, not on each item. */
export function boundariesOf(x: Execution, id: string): FlowNode[] {
  const element = x.element(id);
  if (element.item !== undefined || isRevived(x, element)) return [];
  const graph = x.graph(element);
  return x.node(element).boundaries.map((index) => nodeAt(graph, index));
}

/** Makes a catching event or an event-based gateway wait for the given nodes' events. */
export function awaitEvents(x: Execution, id: string, nodes: readonly FlowNode[]): void {
  const catches = prepare(x, id, nodes);
  if (!catches.ok) {
    raiseOnEnter(x, id, catches.failure);
    return;
  }
  arm(x, catches.value);
  if (x.element(id).state === 'entered') x.move(id, 'active');
}
