/**
 * An event that does not interrupt may come from outside again and again, which says nothing about the model: here it happens at most once in a run.
 * That has to be remembered only as long as its activity can still be there.
 */
import type { FlowNode } from '../model/graph.ts';
import { flowsFrom, flowsReachable } from './edges.ts';
import type { Net } from './net.ts';
import type { Marking } from './places.ts';

/** A token that comes to nothing but an end needs no remembering. */
export function canComeAgain(net: Net, event: FlowNode): boolean {
  return event.outgoing.some((flow) => net.blocks.get(flow)?.exit !== null);
}

const HOSTS = new WeakMap<Net, Map<number, ReadonlySet<number>>>();

/** Leaves out events whose activity no token can come to any more; asked only where no token moves. */
export function forget(net: Net, marking: Marking): Marking {
  const last = marking[marking.length - 1];
  if (last === undefined || net.places.isToken(last)) return marking;
  return marking.filter((place) => {
    const event = net.places.happenedNodeOf(place);
    if (event === null) return true;
    const host = net.node(event).attachedTo ?? -1;
    return marking.some((token) => net.places.isToken(token) && reaches(net, token, host));
  });
}

function reaches(net: Net, token: number, host: number): boolean {
  const known = HOSTS.get(net) ?? new Map<number, ReadonlySet<number>>();
  HOSTS.set(net, known);
  const reached = known.get(token) ?? nodesFrom(net, token);
  known.set(token, reached);
  return reached.has(host);
}

function nodesFrom(net: Net, token: number): ReadonlySet<number> {
  const nodes = new Set<number>();
  const node = net.places.nodeOf(token);
  if (node !== null) nodes.add(node);
  const flow = net.places.flowOf(token);
  const entry = net.places.blockOf(token);
  const from = node === null ? [flow ?? entry ?? -1] : flowsFrom(net, net.node(node));
  for (const each of flowsReachable(net, from)) nodes.add(net.flow(each).target);
  return nodes;
}
