/** Kinds of nodes, as far as it matters for tokens. */
import type { FlowNode, ProcessGraph } from '../model/graph.ts';

/** Where tokens wait for others (as in the core): they are kept by the flow they came on. */
export function isJoin(node: FlowNode): boolean {
  if (node.activation || node.startQuantity > 1) return true;
  return (node.type === 'parallelGateway' || node.type === 'inclusiveGateway') && node.incoming.length > 1;
}

/** Joins that are asked when nothing moves any more, whether something can still come. */
export const isReachJoin = (node: FlowNode): boolean => node.join !== null;

export const isActivity = ({ type }: FlowNode): boolean => !type.endsWith('Event') && !type.endsWith('Gateway');

/** The link target of a link throw event; null for every other node. */
export function linkTarget(graph: ProcessGraph, node: FlowNode): number | null {
  if (node.type !== 'intermediateThrowEvent') return null;
  const name = linkName(node);
  if (name === null) return null;
  const beside = graph.nodes[node.parent]?.children ?? [];
  return beside.find((index) => isLinkCatch(graph.nodes[index], name)) ?? null;
}

function isLinkCatch(node: FlowNode | undefined, name: string): boolean {
  return node?.type === 'intermediateCatchEvent' && linkName(node) === name;
}

export function linkName({ events }: FlowNode): string | null {
  const link = events.find((event) => event.kind === 'link');
  return link?.kind === 'link' ? link.name : null;
}
