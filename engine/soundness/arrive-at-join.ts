/** Joins count by incoming flow, and keep what is left over (BPMN 2.0.2 §13.4.1, §13.4.3, §13.4.5). */
import type { FlowNode } from '../model/graph.ts';
import { activationOf } from './activation.ts';
import { leave, waysOn } from './leave.ts';
import { branch } from './moving.ts';
import type { Moving, Net } from './net.ts';
import { countOf, take } from './places.ts';

interface AtJoin {
  readonly node: FlowNode;
  readonly flow: number;
  /** What the node does once it has its tokens. */
  activate(net: Net, it: Moving, node: FlowNode): Moving[];
}

export function arriveAtJoin(net: Net, it: Moving, { node, flow, activate }: AtJoin): Moving[] {
  it.tokens.push(net.places.flow(flow));
  if (node.activation) return arriveAtComplex(net, it, node);
  if (node.startQuantity > 1) {
    if (!takeQuantity(net, it, node)) return waits(it, node);
    return activate(net, it, node);
  }
  if (node.type === 'inclusiveGateway') return waits(it, node);
  if (!node.incoming.every((each) => countOf(it.tokens, net.places.flow(each)) > 0)) return waits(it, node);
  for (const each of node.incoming) take(it.tokens, net.places.flow(each));
  return leave(net, it, node);
}

function waits(it: Moving, { index }: FlowNode): Moving[] {
  it.trace.push({ node: index, flows: null });
  return [it];
}

function takeQuantity(net: Net, it: Moving, { incoming, startQuantity }: FlowNode): boolean {
  const places = [...incoming].sort((a, b) => a - b).map((flow) => net.places.flow(flow));
  const there = places.flatMap((place) => new Array<number>(countOf(it.tokens, place)).fill(place));
  if (there.length < startQuantity) return false;
  for (const place of there.slice(0, startQuantity)) take(it.tokens, place);
  return true;
}

/** Starts where its condition holds; one that reads data may hold or not. */
function arriveAtComplex(net: Net, it: Moving, node: FlowNode): Moving[] {
  if (hasFired(net, it, node)) return waits(it, node);
  const holds = activationOf(net, it.tokens, node);
  if (holds === false) return waits(it, node);
  const ways = startComplex(net, branch(it), node);
  if (holds === true) return ways;
  for (const way of ways) way.data = true;
  it.data = true;
  return [...ways, ...waits(it, node)];
}

export function startComplex(net: Net, it: Moving, node: FlowNode): Moving[] {
  for (const flow of node.incoming) {
    if (countOf(it.tokens, net.places.flow(flow)) === 0) continue;
    take(it.tokens, net.places.flow(flow));
    it.tokens.push(net.places.fired(flow));
  }
  return leave(net, it, node, waysOn(net, it, node, { waitingForStart: true }));
}

export const hasFired = (net: Net, { tokens }: Pick<Moving, 'tokens'>, { incoming }: FlowNode): boolean =>
  incoming.some((flow) => tokens.includes(net.places.fired(flow)));
