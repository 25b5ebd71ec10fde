import { type NodeDraft, nodeAt, type ProcessDraft } from '../compile/draft.ts';
import { isImplicitStart, linkName } from '../compile/joins.ts';
import { type Text, text } from '../problem.ts';
import type { Rule } from './rule.ts';

/**
 * A start event leads somewhere, and an intermediate event is reached and leads somewhere (BPMN 2.0.2 §10.5.2, §10.5.4). One without runs all the same;
 * where a scope has a start event, `unreachable-node` tells what nothing leads to.
 */
export const eventWithoutFlow: Rule = {
  id: 'event-without-flow',
  needsAllFlows: true,
  check({ drafts, report }) {
    for (const draft of drafts) {
      for (const node of draft.nodes) {
        const message = mistake(draft, node);
        if (message) report(node.source, message, 'warning');
      }
    }
  },
};

const INTERMEDIATE: ReadonlySet<string> = new Set(['intermediateCatchEvent', 'intermediateThrowEvent']);

function mistake(draft: ProcessDraft, node: NodeDraft): Text | null {
  if (!node.type.endsWith('Event') || nodeAt(draft, node.parent).type === 'adHocSubProcess') return null;
  const isIntermediate = INTERMEDIATE.has(node.type);
  const isLink = linkName(node) !== null;
  const leads = node.type === 'startEvent' || (isIntermediate && !(isLink && node.type === 'intermediateThrowEvent'));
  if (leads && node.outgoing.length === 0) return leadsNowhere(node.id);
  return isIntermediate && beginsScope(draft, node) ? begins(node.id) : null;
}

function beginsScope(draft: ProcessDraft, node: NodeDraft): boolean {
  return isImplicitStart(node) && nodeAt(draft, node.parent).starts.includes(node.index);
}

const leadsNowhere = (id: string) =>
  text(`Expected a flow out of the event "${id}", but there is none.`, `事件“${id}”应有流出，但没有。`);

const begins = (id: string) =>
  text(
    `Expected a flow into the event "${id}", but there is none, so that it happens at once.`,
    `事件“${id}”应有流入，但没有，因此将立即发生。`,
  );
