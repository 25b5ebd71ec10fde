/** Which branches of parallel and inclusive splits a node lies in: what decides whether tokens may be moved from one node to another. */
import type { FlowNode, ProcessGraph } from '../model/graph.ts';
import { isJoin, reachable } from './reach.ts';

/** The node the branches of the split meet at; undefined where they never do. */
export function joinOf(graph: ProcessGraph, split: FlowNode): FlowNode | undefined {
  const ways = split.outgoing.map((flow) => {
    const first = graph.flows[flow]?.target ?? -1;
    const reached = reachable(graph, { from: [first], stopAt: ({ index }) => index === split.index });
    return new Set([first, ...reached]);
  });
  const common = graph.nodes.filter((node) => isJoin(node) && ways.every((way) => way.has(node.index)));
  return common.find((one) => {
    const onward = reachable(graph, { from: [one.index], stopAt: ({ index }) => index === split.index });
    return common.every((other) => other === one || onward.has(other.index));
  });
}

const isSplit = ({ type, outgoing }: FlowNode): boolean =>
  (type === 'parallelGateway' || type === 'inclusiveGateway') && outgoing.length > 1;

/** The branches, as `split/flow`, that the node lies in; of a split whose branches never meet, all that follows lies in them. */
export function branchesAround(graph: ProcessGraph, index: number): ReadonlySet<string> {
  const scope = graph.nodes[index]?.parent;
  const around = new Set<string>();
  for (const split of graph.nodes.filter((node) => node.parent === scope && isSplit(node))) {
    const join = joinOf(graph, split);
    for (const flow of split.outgoing) {
      const first = graph.flows[flow]?.target ?? -1;
      const stopAt = (node: FlowNode) => node === join || node === split;
      const inside =
        first === join?.index ? new Set<number>() : new Set([first, ...reachable(graph, { from: [first], stopAt })]);
      if (index !== join?.index && index !== split.index && inside.has(index)) around.add(`${split.index}/${flow}`);
    }
  }
  return around;
}

export const splitOf = (branch: string): number => Number(branch.split('/')[0]);
