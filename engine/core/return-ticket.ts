/**
 * B5 退回并原路返回: the token of a visit that was returned to goes back to where it was returned from, without what lies between. It does not
 * where a gateway on the way would choose otherwise now, because the data changed, or where the model is another one: then everything between
 * is done again, and an event says why.
 */
import type { FlowNode } from '../model/graph.ts';
import { without } from './apply.ts';
import { enter } from './enter.ts';
import type { Execution } from './execution.ts';
import { chooseFlow, chooseFlows } from './flows.ts';
import { nodeAt } from './query.ts';
import type { ElementInstance, ReturnTicket } from './state.ts';
import { terminateTree } from './terminate.ts';
import type { NewTicket } from './trigger.ts';

interface Laying {
  /** The node the tickets are laid on. */
  readonly node: number;
  readonly tickets: readonly NewTicket[];
}

/** The tickets with what the gateways on each way would choose now. */
export function withChoices(x: Execution, scope: ElementInstance, { node, tickets }: Laying): ReturnTicket[] {
  return tickets.map((ticket) => ({
    ...ticket,
    choices: ticket.choices ?? choicesBetween(x, scope, { from: node, to: ticket.node }),
  }));
}

/** Follows the innermost ticket of the element, which is done; `depart` takes its token away. False where its token leaves in the ordinary way. */
export function goBack(x: Execution, element: ElementInstance, depart: () => void): boolean {
  const [ticket, ...rest] = element.tickets ?? [];
  if (!ticket || element.parent === null) return false;
  const scope = x.element(element.parent);
  const reason = whyVoid(x, { element, scope, ticket });
  if (reason) {
    x.emit({ type: 'ticketVoided', element: element.id, node: ticket.node, reason });
    return false;
  }
  enter(x, { scope: scope.id, def: scope.def, node: ticket.node, tickets: rest, reserved: ticket.reserved });
  depart();
  for (const filled of ticket.filled) takeBack(x, scope, filled);
  return true;
}

interface Followed {
  readonly element: ElementInstance;
  readonly scope: ElementInstance;
  readonly ticket: ReturnTicket;
}

function whyVoid(
  x: Execution,
  { element, scope, ticket }: Followed,
): 'decides-otherwise' | 'other-version' | undefined {
  if (x.draft.state.definitions[scope.def] !== ticket.definition) return 'other-version';
  const now = choicesBetween(x, scope, { from: element.node, to: ticket.node });
  const names = [...new Set([...Object.keys(now), ...Object.keys(ticket.choices)])];
  const same = names.every((name) => String(now[name] ?? '') === String(ticket.choices[name] ?? ''));
  return same ? undefined : 'decides-otherwise';
}

interface Way {
  readonly from: number;
  readonly to: number;
}

/** What each node with a choice would choose on the way, walked by these choices; a condition that fails chooses nothing. */
function choicesBetween(x: Execution, scope: ElementInstance, { from, to }: Way): Record<string, readonly number[]> {
  const { graph } = x.definition(scope.def);
  const choices: Record<string, readonly number[]> = {};
  const seen = new Set<number>();
  const open = [from];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (seen.has(index) || (index === to && index !== from)) continue;
    seen.add(index);
    const node = nodeAt(graph, index);
    const flows = flowsFrom(x, scope, node);
    if (node.outgoing.some((flow) => graph.flows[flow]?.condition)) choices[index] = flows;
    for (const flow of flows) {
      const target = graph.flows[flow]?.target;
      if (target !== undefined) open.push(target);
    }
  }
  return choices;
}

function flowsFrom(x: Execution, scope: ElementInstance, node: FlowNode): readonly number[] {
  if (node.type === 'exclusiveGateway') {
    const chosen = chooseFlow(x, scope, node);
    return chosen.ok ? chosen.value : [];
  }
  const isChoice = node.outgoing.some((flow) => x.graph(scope).flows[flow]?.condition);
  if (!isChoice) return node.outgoing;
  const chosen = chooseFlows(x, scope, node);
  return chosen.ok ? chosen.value : [];
}

/** A token that was given back to a join for the case that all is done again: nobody will come to it any more. */
function takeBack(
  x: Execution,
  { id: scope, def }: ElementInstance,
  { node, flow }: ReturnTicket['filled'][number],
): void {
  for (const id of [...x.children(scope)]) {
    const join = x.element(id);
    if (join.node !== node || !join.arrived?.[flow]) continue;
    const arrived = without(join.arrived, [flow]);
    terminateTree(x, id, 'return');
    if (Object.keys(arrived).length > 0) enter(x, { scope, def, node, arrived });
    return;
  }
}
