/** What lies in a part of a scope, as far as it decides how the part may be looked at. */
import type { FlowNode } from '../model/graph.ts';
import { nextFlows, nodesBehind } from './edges.ts';
import { handlerOf } from './handlers.ts';
import { COMPLETE, type Net } from './net.ts';
import { isReachJoin } from './nodes.ts';
import { canBeLeft } from './outputs.ts';

export interface Profile {
  /** Something may end more than the token that comes to it. */
  readonly kills: boolean;
  /** Something asks where other tokens are. */
  readonly asks: boolean;
}

export function profileOf(net: Net, nodes: Iterable<number>): Profile {
  let kills = false;
  let asks = false;
  for (const index of nodes) {
    const node = net.node(index);
    if (isReachJoin(node)) asks = true;
    if (killsOthers(net, node)) kills = true;
  }
  return { kills, asks };
}

function killsOthers(net: Net, node: FlowNode): boolean {
  if (!canBeLeft(net.graph, node)) return true;
  const inner = net.inner.get(node.index);
  if (inner)
    return [...inner.exits, ...inner.caught.keys()].some(
      (exit) => exit !== COMPLETE && net.graph.nodes[exit]?.attachedTo !== node.index,
    );
  if (node.type !== 'endEvent' && node.type !== 'intermediateThrowEvent') return false;
  return node.events.some((event) => {
    if (event.kind !== 'escalation') return ['terminate', 'error', 'cancel'].includes(event.kind);
    return handlerOf(net.graph, node.index, 'escalation', event.code ?? '') !== null;
  });
}

/** Whether a token can become several in a circle, so that their number may grow: only then must it be watched. */
function canMultiply(net: Net, flows: ReadonlySet<number>): boolean {
  const circles = circlesOf(net, flows);
  for (const flow of flows) {
    if (net.blocks.has(flow) || flow === net.stopAt) continue;
    const node = net.target(flow);
    const isSplit = node.completionQuantity > 1 || (node.outgoing.length > 1 && splits(node));
    const turns = node.outgoing.some((next) => circles.get(next) === circles.get(flow) && circles.has(flow));
    if (isSplit && turns) return true;
  }
  return false;
}

export const splits = ({ type, outgoing }: FlowNode): boolean =>
  outgoing.length > 1 && type !== 'exclusiveGateway' && type !== 'eventBasedGateway';

/** The circles the flows lie on, each with a number of its own (Tarjan, without recursion). */
function circlesOf(net: Net, flows: ReadonlySet<number>): ReadonlyMap<number, number> {
  const order = new Map<number, number>();
  const low = new Map<number, number>();
  const stack: number[] = [];
  const onStack = new Set<number>();
  const circles = new Map<number, number>();
  const next = (flow: number) => (flow === net.stopAt ? [] : nextFlows(net, flow).filter((each) => flows.has(each)));
  const visit = (root: number): void => {
    const open = [{ flow: root, rest: [...next(root)] }];
    enter(root);
    for (let top = open.at(-1); top; top = open.at(-1)) {
      const child = top.rest.pop();
      if (child === undefined) {
        open.pop();
        close(top.flow);
        const parent = open.at(-1);
        if (parent) low.set(parent.flow, Math.min(low.get(parent.flow) ?? 0, low.get(top.flow) ?? 0));
      } else if (!order.has(child)) {
        enter(child);
        open.push({ flow: child, rest: [...next(child)] });
      } else if (onStack.has(child)) low.set(top.flow, Math.min(low.get(top.flow) ?? 0, order.get(child) ?? 0));
    }
  };
  const enter = (flow: number): void => {
    order.set(flow, order.size);
    low.set(flow, order.get(flow) ?? 0);
    stack.push(flow);
    onStack.add(flow);
  };
  const close = (flow: number): void => {
    if (low.get(flow) !== order.get(flow)) return;
    const members: number[] = [];
    for (let each = stack.pop(); each !== undefined; each = stack.pop()) {
      onStack.delete(each);
      members.push(each);
      if (each === flow) break;
    }
    const turns = members.length > 1 || next(flow).includes(flow);
    if (turns) for (const each of members) circles.set(each, flow);
  };
  for (const flow of flows) if (!order.has(flow)) visit(flow);
  return circles;
}

/** How a part may be explored. */
export function manner(net: Net, flows: ReadonlySet<number>): { reduced: boolean; watchGrowth: boolean } {
  const { kills, asks } = profileOf(net, nodesBehind(net, flows, net.stopAt));
  const watchGrowth = canMultiply(net, flows);
  return { reduced: !kills && !asks && !watchGrowth && !net.scope.adHoc, watchGrowth };
}
