/** Tokens on sequence flows (BPMN 2.0.2 §13.3.1). */
import { fail, ok, type Result } from '../errors.ts';
import type { FlowNode, SequenceFlow } from '../model/graph.ts';
import { enter, enterInPlace } from './enter.ts';
import type { Execution } from './execution.ts';
import { evaluateCondition } from './expressions.ts';
import { reach } from './milestone.ts';
import { nodeAt } from './query.ts';
import type { ElementInstance, Variables } from './state.ts';

/** Where a flow lies: its scope instance and definition. */
export interface Place {
  readonly scope: string;
  readonly def: number;
}

export function placeOf(element: ElementInstance): Place {
  if (element.parent === null) throw new Error(`Expected ${element.id} to lie in a scope, but it is the root.`);
  return { scope: element.parent, def: element.def };
}

/** Puts a token at the target of the flow. A join collects it by the flow it came on; everything else is entered anew. */
function takeFlow(x: Execution, { scope, def }: Place, index: number): void {
  const { graph } = x.definition(def);
  const flow = flowAt(graph.flows, index);
  x.emit({ type: 'flowTaken', scope, def, flow: index });
  reach(x, scope, flow.milestone);
  const target = nodeAt(graph, flow.target);
  if (!isJoin(target)) {
    enter(x, { scope, def, node: target.index, via: index });
    return;
  }
  const join =
    waitingJoin(x, scope, target.index) ?? enterInPlace(x, { scope, def, node: target.index, via: index, arrived: {} });
  x.emit({ type: 'tokenArrived', id: join, flow: index });
  x.later({ kind: 'enter', id: join });
}

/** Puts a token on each of the flows, in the order of the model; with none the token ends, and its scope may be done. */
export function takeFlows(x: Execution, place: Place, flows: readonly number[]): void {
  for (const flow of flows) takeFlow(x, place, flow);
  if (flows.length === 0) settleLater(x, place.scope);
}

/** Has the scope looked at once everything that moves has moved. */
export function settleLater(x: Execution, scope: string): void {
  if (x.children(scope).size === 0) x.later({ kind: 'settle', id: scope });
}

/**
 * Where tokens wait for others: parallel and inclusive gateways with several incoming flows, complex ones with a condition on their tokens,
 * and activities that start with several.
 */
function isJoin(node: FlowNode): boolean {
  if (node.activation || node.startQuantity > 1) return true;
  return (node.type === 'parallelGateway' || node.type === 'inclusiveGateway') && node.incoming.length > 1;
}

function waitingJoin(x: Execution, scope: string, node: number): string | undefined {
  for (const id of x.children(scope)) {
    const element = x.element(id);
    if (element.node === node && element.arrived) return id;
  }
  return undefined;
}

/**
 * The flows a token takes that leaves an activity, event or inclusive gateway: all without condition, all whose condition is true, the
 * default only if there is no other (BPMN 2.0.2 §13.3.1, §13.4.3). Fails with 'no-flow-chosen' where flows exist and none is taken.
 */
export function chooseFlows(
  x: Execution,
  element: ElementInstance,
  node: FlowNode,
  over?: Variables,
): Result<readonly number[]> {
  const { flows } = x.graph(element);
  const chosen: number[] = [];
  for (const index of node.outgoing) {
    if (index === node.defaultFlow) continue;
    const { condition } = flowAt(flows, index);
    const taken = condition ? evaluateCondition(x, element.id, condition, over) : ok(true);
    if (!taken.ok) return taken;
    if (taken.value) chosen.push(index);
  }
  if (chosen.length > 0 || node.outgoing.length === 0) return ok(chosen);
  return node.defaultFlow === null ? fail('no-flow-chosen', { elementId: node.id }) : ok([node.defaultFlow]);
}

/** The first flow, in the order of the model, without condition or with a true one; else the default (BPMN 2.0.2 §13.4.2). */
export function chooseFlow(x: Execution, element: ElementInstance, node: FlowNode): Result<readonly number[]> {
  const { flows } = x.graph(element);
  for (const index of node.outgoing) {
    if (index === node.defaultFlow) continue;
    const { condition } = flowAt(flows, index);
    const taken = condition ? evaluateCondition(x, element.id, condition) : ok(true);
    if (!taken.ok) return taken;
    if (taken.value) return ok([index]);
  }
  if (node.outgoing.length === 0) return ok([]);
  return node.defaultFlow === null ? fail('no-flow-chosen', { elementId: node.id }) : ok([node.defaultFlow]);
}

function flowAt(flows: readonly SequenceFlow[], index: number): SequenceFlow {
  const flow = flows[index];
  if (!flow) throw new Error(`Expected flow ${index}, but there are ${flows.length}.`);
  return flow;
}
