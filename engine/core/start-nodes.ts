/** Where an event from outside opens a case of a process (BPMN 2.0.2 §13.2). */
import type { FlowNode, ProcessGraph } from '../model/graph.ts';
import { nodeAt } from './query.ts';

/** The start events with a trigger, the instantiating receive tasks, and the events behind instantiating event-based gateways. */
export function eventStartNodes(graph: ProcessGraph): FlowNode[] {
  return nodeAt(graph, 0).children.flatMap((index) => {
    const node = nodeAt(graph, index);
    if (node.type === 'startEvent') return node.events.length > 0 ? [node] : [];
    if (!node.instantiates) return [];
    return node.type === 'eventBasedGateway' ? targetsOf(graph, node) : [node];
  });
}

/** The events that an event-based gateway waits for. */
export function targetsOf(graph: ProcessGraph, gateway: FlowNode): FlowNode[] {
  return gateway.outgoing.map((flow) => nodeAt(graph, graph.flows[flow]?.target ?? -1));
}

/** The instantiating gateway in front of the node; undefined where there is none. */
export function instantiatingGateway(graph: ProcessGraph, node: FlowNode): FlowNode | undefined {
  const sources = node.incoming.map((flow) => nodeAt(graph, graph.flows[flow]?.source ?? -1));
  return sources.find((source) => source.type === 'eventBasedGateway' && source.instantiates);
}
