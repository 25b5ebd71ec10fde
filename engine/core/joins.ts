/** Joins by incoming flow (BPMN 2.0.2 §13.4.1, §13.4.3, §13.4.5): tokens are kept per flow, and what is left over waits for the next firing. */
import type { FlowNode } from '../model/graph.ts';
import { closeOwned } from './close.ts';
import { enter } from './enter.ts';
import type { Execution } from './execution.ts';
import { placeOf, takeFlows } from './flows.ts';
import type { ElementInstance } from './state.ts';

/** The incoming flows on which a token waits. */
export function arrivedFlows(element: ElementInstance, node: FlowNode): number[] {
  return node.incoming.filter((flow) => (element.arrived?.[flow] ?? 0) > 0);
}

/** Consumes one token of each flow and puts tokens on `outgoing`, and goes on waiting for the tokens that belong to this firing. */
export function fireFirst(x: Execution, id: string, consumed: readonly number[], outgoing: readonly number[]): void {
  x.emit({ type: 'joinFired', id, consumed, waitsForReset: true });
  takeFlows(x, placeOf(x.element(id)), outgoing);
}

/** Consumes one token of each flow and puts tokens on `outgoing`. Each firing is one visit: what is left over starts the next. */
export function fireJoin(x: Execution, id: string, consumed: readonly number[], outgoing: readonly number[]): void {
  x.emit({ type: 'joinFired', id, consumed });
  const { arrived = {}, node, ...element } = x.element(id);
  const place = placeOf({ ...element, node });
  closeOwned(x, (owner) => owner === id);
  x.move(id, 'completed');
  if (Object.keys(arrived).length > 0) enter(x, { ...place, node, arrived });
  takeFlows(x, place, outgoing);
}
