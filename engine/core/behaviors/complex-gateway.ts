import { ok, type Result } from '../../errors.ts';
import type { FlowNode } from '../../model/graph.ts';
import { depart } from '../complete.ts';
import type { Execution } from '../execution.ts';
import { evaluateCondition } from '../expressions.ts';
import { chooseFlows } from '../flows.ts';
import { raiseOnEnter } from '../incidents.ts';
import { arrivedFlows, fireFirst, fireJoin } from '../joins.ts';
import type { ElementInstance, Variables } from '../state.ts';
import type { Behavior } from './behavior.ts';

/**
 * Starts as soon as its activation condition holds for the tokens that have come, and resets once no more can come of those that belong
 * to this round; both times the conditions choose the flows (BPMN 2.0.2 §13.4.5, Table 13.5). A flow without condition has nothing that could be
 * judged again: it gets its token at the start only. Conditions see the tokens on each incoming flow under the flow's id, all of them as
 * `activationCount`, and `waitingForStart`. Without activation condition each token passes on its own.
 */
export const complexGateway: Behavior = {
  enter(x, id) {
    const element = x.element(id);
    const node = x.node(element);
    if (!node.activation || !element.arrived) {
      leaveAlone(x, element, node);
      return;
    }
    if (element.state === 'entered') x.move(id, 'active');
    if (element.fired) return;
    const enough = evaluateCondition(x, id, node.activation, runtimeAttributes(x, element, node));
    if (!enough.ok) raiseOnEnter(x, id, enough.failure);
    else if (enough.value) start(x, element, node);
  },
  resume(x, id) {
    const element = x.element(id);
    const node = x.node(element);
    const flows = flowsAtReset(x, element, node);
    if (!flows.ok) {
      raiseOnEnter(x, id, flows.failure);
      return;
    }
    const consumed = arrivedFlows(element, node).filter((flow) => !element.fired?.includes(flow));
    fireJoin(x, id, consumed, flows.value);
  },
};

function leaveAlone(x: Execution, element: ElementInstance, node: FlowNode): void {
  const flows = chooseFlows(x, element, node, { waitingForStart: true });
  if (flows.ok) depart(x, element.id, flows.value);
  else raiseOnEnter(x, element.id, flows.failure);
}

function start(x: Execution, element: ElementInstance, node: FlowNode): void {
  const flows = chooseFlows(x, element, node, runtimeAttributes(x, element, node));
  if (flows.ok) fireFirst(x, element.id, arrivedFlows(element, node), flows.value);
  else raiseOnEnter(x, element.id, flows.failure);
}

/** Flows whose condition holds; no flow at all is no failure here. */
function flowsAtReset(x: Execution, element: ElementInstance, node: FlowNode): Result<readonly number[]> {
  const chosen = chooseFlows(x, element, node, runtimeAttributes(x, element, node));
  if (!chosen.ok) return chosen.failure.code === 'no-flow-chosen' ? ok([]) : chosen;
  const { flows } = x.graph(element);
  return ok(chosen.value.filter((flow) => flows[flow]?.condition || flow === node.defaultFlow));
}

function runtimeAttributes(x: Execution, { def, arrived = {}, fired }: ElementInstance, node: FlowNode): Variables {
  const { graph } = x.definition(def);
  const counts = node.incoming.map((flow): [string, number] => [graph.flows[flow]?.id ?? '', arrived[flow] ?? 0]);
  const activationCount = counts.reduce((total, [, count]) => total + count, 0);
  return { ...Object.fromEntries(counts), activationCount, waitingForStart: fired === undefined };
}
