/** The drawing as flows that lead to flows: how tokens can go on, whatever decides it. */
import type { FlowNode } from '../model/graph.ts';
import type { Net } from './net.ts';
import { linkTarget } from './nodes.ts';

/** The flows that a token on this flow can come to next, blocks taken as one. */
export function nextFlows(net: Net, flow: number): readonly number[] {
  const block = net.blocks.get(flow);
  if (block) return block.exit === null ? [] : [block.exit];
  return flowsFrom(net, net.target(flow));
}

/** The flows by which the node, the events on its border and its link target are left. */
export function flowsFrom(net: Net, node: FlowNode): readonly number[] {
  if (node.boundaries.length === 0 && node.type !== 'intermediateThrowEvent') return node.outgoing;
  const target = linkTarget(net.graph, node);
  const linked = target === null ? [] : net.node(target).outgoing;
  return [...node.outgoing, ...node.boundaries.flatMap((index) => net.node(index).outgoing), ...linked];
}

/** Everything reachable from the flows, themselves among it, without going beyond `stop`. */
export function flowsReachable(net: Net, from: readonly number[], stop: number | null = null): Set<number> {
  return flowsWithin(net, from, { stop, isWithin: () => true }) as Set<number>;
}

interface Bounds {
  readonly stop: number | null;
  isWithin(flow: number): boolean;
}

/** The same; null as soon as it leads out of where it has to stay. */
export function flowsWithin(net: Net, from: readonly number[], { stop, isWithin }: Bounds): Set<number> | null {
  const found = new Set<number>();
  const open = [...from];
  for (let flow = open.pop(); flow !== undefined; flow = open.pop()) {
    if (found.has(flow)) continue;
    if (!isWithin(flow)) return null;
    found.add(flow);
    if (flow !== stop) open.push(...nextFlows(net, flow));
  }
  return found;
}

/** The nodes that are entered by the flows, without those inside blocks. */
export function nodesBehind(net: Net, flows: Iterable<number>, stop: number | null = null): Set<number> {
  const nodes = new Set<number>();
  for (const flow of flows) {
    if (flow === stop || net.blocks.has(flow)) continue;
    const node = net.target(flow);
    nodes.add(node.index);
    for (const boundary of node.boundaries) nodes.add(boundary);
    const linked = linkTarget(net.graph, node);
    if (linked !== null) nodes.add(linked);
  }
  return nodes;
}
