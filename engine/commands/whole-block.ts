import type { FlowNode, ProcessGraph } from '../model/graph.ts';
import { isJoin, reachable } from './reach.ts';

/**
 * The split whose branches met between the target and the current node, for whoever reopens the whole block (B2 d, option) and not one branch
 * only: the innermost parallel or inclusive gateway that leads to the target and to all that the join waited for. Undefined where no branches
 * met in between.
 */
export function splitBetween(graph: ProcessGraph, target: number, current: number): FlowNode | undefined {
  const reached = reachable(graph, { from: [target], stopAt: ({ index }) => index === current });
  const joins = graph.nodes.filter(
    (node) =>
      isJoin(node) &&
      reached.has(node.index) &&
      reachable(graph, { from: [node.index], stopAt: ({ index }) => index === current }).has(current),
  );
  const splits = joins.flatMap((join) => {
    const sources = join.incoming.map((flow) => graph.flows[flow]?.source ?? -1);
    return graph.nodes.filter((node) => {
      const leads = reachable(graph, { from: [node.index], stopAt: ({ index }) => index === join.index });
      const opens = (index: number): boolean => index === node.index || leads.has(index);
      return isSplit(node) && leads.has(target) && sources.every(opens);
    });
  });
  return splits.find((one) =>
    splits.every((other) => {
      const onward = reachable(graph, { from: [one.index], stopAt: ({ index }) => index === target });
      return other === one || !onward.has(other.index);
    }),
  );
}

const isSplit = ({ type, outgoing }: FlowNode): boolean =>
  (type === 'parallelGateway' || type === 'inclusiveGateway') && outgoing.length > 1;
