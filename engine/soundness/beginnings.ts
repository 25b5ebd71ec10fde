/** How tokens come into a scope. */
import type { FlowNode } from '../model/graph.ts';
import { startsIn } from './handlers.ts';
import { leave } from './leave.ts';
import { moving } from './moving.ts';
import type { Net } from './net.ts';
import type { Beginning } from './space.ts';

export function beginningsOf(net: Net): Beginning[] {
  const { scope } = net;
  if (scope.adHoc) return [{ action: { kind: 'start', node: scope.index }, ways: [moving([])] }];
  if (scope.triggeredByEvent) return startsIn(net.graph, scope.index).map((start) => byEvent(start));
  const besides = scope.type === 'process' ? scope.children.flatMap((index) => openedBy(net, net.node(index))) : [];
  if (scope.starts.length === 0 && besides.length > 0) return besides;
  const queue = scope.starts.map((node) => ({ node }));
  return [{ action: { kind: 'start', node: scope.starts[0] ?? scope.index }, ways: [moving([], queue)] }, ...besides];
}

const byEvent = ({ index }: FlowNode): Beginning => ({
  action: { kind: 'event', node: index, at: index },
  ways: [moving([], [{ node: index }])],
});

/** Start events with a trigger, receive tasks and event-based gateways that open a case. */
function openedBy(net: Net, node: FlowNode): Beginning[] {
  if (node.type === 'startEvent') return node.events.length > 0 ? [byEvent(node)] : [];
  if (!node.instantiates) return [];
  if (node.type !== 'eventBasedGateway') {
    return [{ action: { kind: 'start', node: node.index }, ways: leave(net, moving([]), node) }];
  }
  return node.outgoing.map((flow) => {
    const event = net.target(flow);
    const others = node.parallelMultiple ? node.outgoing.filter((each) => each !== flow) : [];
    const it = moving(others.map((each) => net.places.node(net.target(each).index)));
    it.trace.push({ node: node.index, flows: [flow] });
    for (const each of others) it.trace.push({ node: net.target(each).index, flows: null });
    return { action: { kind: 'event', node: event.index, at: node.index }, ways: leave(net, it, event) };
  });
}
