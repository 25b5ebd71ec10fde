import { reachableFrom, startingNodes } from '../compile/reachability.ts';
import { text } from '../problem.ts';
import type { Rule } from './rule.ts';

/** A node no token can come to does no harm, but hardly says what its author meant. */
export const unreachableNode: Rule = {
  id: 'unreachable-node',
  needsAllFlows: true,
  check({ drafts, report }) {
    for (const draft of drafts) {
      for (const scope of draft.nodes.filter(({ children }) => children.length > 0)) {
        const reached = reachableFrom(draft, startingNodes(draft, scope.index));
        for (const index of scope.children) {
          const node = draft.nodes[index];
          if (node && !reached.has(index)) report(node.source, unreachable(node.id), 'warning');
        }
      }
    }
  },
};

const unreachable = (id: string) =>
  text(`Expected a path from a start event to "${id}", but there is none.`, `应有从开始事件到“${id}”的路径，但没有。`);
