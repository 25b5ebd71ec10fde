/** Questions about the sequence flows of one scope. */
import type { FlowNode, ProcessGraph } from '../model/graph.ts';

/** Gateways that wait for several branches. */
export function isJoin(node: FlowNode): boolean {
  return (node.type === 'parallelGateway' || node.type === 'inclusiveGateway') && node.incoming.length > 1;
}

export interface Walk {
  readonly from: readonly number[];
  /** Nodes that are reached but not passed. */
  readonly stopAt: (node: FlowNode) => boolean;
}

/**
 * The nodes that tokens leaving `from` can come to, those of `from` only where they can come back. What an activity's boundary
 * events lead to is reached through the activity; link events lead to their catch event.
 */
export function reachable(graph: ProcessGraph, { from, stopAt }: Walk): ReadonlySet<number> {
  const reached = new Set<number>();
  const open = from.flatMap((index) => successors(graph, index));
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    const node = graph.nodes[index];
    if (!node || reached.has(index)) continue;
    reached.add(index);
    if (!stopAt(node)) open.push(...successors(graph, index));
  }
  return reached;
}

/** Whether there is a way on which no branches meet: then the one is the cause of the other. */
export function reachesWithoutJoin(graph: ProcessGraph, from: number, to: number): boolean {
  return reachable(graph, { from: [from], stopAt: (node) => node.index === to || isJoin(node) }).has(to);
}

function successors(graph: ProcessGraph, index: number): number[] {
  const node = graph.nodes[index];
  if (!node) return [];
  const targets = node.outgoing.flatMap((flow) => graph.flows[flow]?.target ?? []);
  return [...targets, ...node.boundaries, ...linked(graph, node, 'intermediateCatchEvent')];
}

/** The nodes a token at the node can have come from directly. */
export function predecessors(graph: ProcessGraph, index: number): number[] {
  const node = graph.nodes[index];
  if (!node) return [];
  const sources = node.incoming.flatMap((flow) => graph.flows[flow]?.source ?? []);
  const host = node.attachedTo === null ? [] : [node.attachedTo];
  return [...sources, ...host, ...linked(graph, node, 'intermediateThrowEvent')];
}

/** The other ends of a link event. */
function linked(
  graph: ProcessGraph,
  node: FlowNode,
  type: 'intermediateCatchEvent' | 'intermediateThrowEvent',
): number[] {
  if (node.type === type) return [];
  const names = linksOf(node);
  if (names.length === 0) return [];
  return graph.nodes
    .filter((other) => other.type === type && other.parent === node.parent)
    .filter((other) => linksOf(other).some((name) => names.includes(name)))
    .map((other) => other.index);
}

function linksOf(node: FlowNode): string[] {
  return node.events.flatMap((event) => (event.kind === 'link' ? [event.name] : []));
}
