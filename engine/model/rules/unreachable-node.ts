import { type NodeDraft, nodeAt, type ProcessDraft } from '../compile/draft.ts';
import { linkName, linkSources } from '../compile/joins.ts';
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
        if (isNeverStarted(draft, scope)) continue;
        const reached = reachableFrom(draft, [...startingNodes(draft, scope.index), ...toldElsewhere(draft, scope)]);
        for (const index of scope.children) {
          const node = draft.nodes[index];
          if (node && !reached.has(index)) report(node.source, unreachable(node.id), 'warning');
        }
      }
    }
  },
};

/** What is wrong with an event sub-process that has no start event is told there, and the ways into these nodes by their own rules. */
const isNeverStarted = (draft: ProcessDraft, { triggeredByEvent, children }: NodeDraft): boolean =>
  triggeredByEvent && children.every((index) => nodeAt(draft, index).type !== 'startEvent');

const toldElsewhere = (draft: ProcessDraft, { children }: NodeDraft): number[] =>
  children.filter((index) => {
    const node = nodeAt(draft, index);
    return node.isForCompensation || isAstray(draft, node) || isUnlinked(draft, node);
  });

const isAstray = (draft: ProcessDraft, { type, attachedTo, parent }: NodeDraft): boolean =>
  type === 'boundaryEvent' && (attachedTo === null || nodeAt(draft, attachedTo).parent !== parent);

const isUnlinked = (draft: ProcessDraft, node: NodeDraft): boolean =>
  node.type === 'intermediateCatchEvent' && linkName(node) !== null && linkSources(draft, node).length === 0;

const unreachable = (id: string) =>
  text(`Expected a path from a start event to "${id}", but there is none.`, `应有从开始事件到“${id}”的路径，但没有。`);
