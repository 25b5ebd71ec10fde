/** What throwing and ending events do to the tokens of the scope (BPMN 2.0.2 §13.5.2, §13.5.5). */
import type { FlowNode } from '../model/graph.ts';
import { handlerOf, type ThrownKind } from './handlers.ts';
import { leave } from './leave.ts';
import { endWith } from './moving.ts';
import { COMPLETE, INCIDENT, type Moving, type Net } from './net.ts';
import { linkTarget } from './nodes.ts';

/** Messages, signals and compensation let the token pass: what they set in motion elsewhere is part of what comes from outside. */
export function throwEvents(net: Net, it: Moving, node: FlowNode): Moving[] {
  const target = linkTarget(net.graph, node);
  if (target !== null) {
    it.trace.push({ node: node.index, flows: [] });
    it.queue.push({ node: target });
    return [it];
  }
  for (const event of node.events) {
    if (event.kind === 'escalation' && throwTo(net, it, { node, kind: 'escalation', code: event.code ?? '' }))
      return [it];
  }
  const error = node.events.find((event) => event.kind === 'error');
  if (error?.kind === 'error') {
    if (!throwTo(net, it, { node, kind: 'error', code: error.code ?? '' })) exit(net, it, node, INCIDENT);
    return [it];
  }
  if (node.events.some(({ kind }) => kind === 'cancel')) return [exit(net, it, node, cancelledBy(net, node))];
  if (node.events.some(({ kind }) => kind === 'terminate')) return [exit(net, it, node, COMPLETE)];
  return leave(net, it, node);
}

interface Throw {
  readonly node: FlowNode;
  readonly kind: ThrownKind;
  readonly code: string;
}

/** Whether a handler has ended the thrower. */
function throwTo(net: Net, it: Moving, { node, kind, code }: Throw): boolean {
  const handler = handlerOf(net.graph, node.index, kind, code);
  if (handler === null) return false;
  if (kind === 'error' || net.node(handler).interrupting) {
    exit(net, it, node, handler);
    return true;
  }
  net.caught.add(handler);
  it.trace.push({ node: handler, flows: null });
  return false;
}

function exit(net: Net, it: Moving, node: FlowNode, by: number): Moving {
  net.exits.add(by);
  it.trace.push({ node: node.index, flows: [] });
  if (by >= 0) it.trace.push({ node: by, flows: null });
  return endWith(it, by);
}

/** The cancel event on the border of the transaction around. */
function cancelledBy({ graph }: Net, node: FlowNode): number {
  for (let scope = graph.nodes[node.parent]; scope; scope = graph.nodes[scope.parent]) {
    if (scope.type !== 'transaction') continue;
    return (
      scope.boundaries.find((index) => graph.nodes[index]?.events.some(({ kind }) => kind === 'cancel')) ?? INCIDENT
    );
  }
  return INCIDENT;
}
