import { flowAt, type NodeDraft, nodeAt, type ProcessDraft } from '../compile/draft.ts';
import { isActivity } from '../compile/extension.ts';
import { type Text, text } from '../problem.ts';
import type { Rule } from './rule.ts';

const MAX = 100;

/** startQuantity and completionQuantity count tokens on flows (BPMN 2.0.2 Table 10.3): whole numbers from 1, at an activity that has such flows. */
export const quantities: Rule = {
  id: 'quantities',
  check({ drafts, report }) {
    for (const draft of drafts) {
      for (const node of draft.nodes.filter(isActivity)) {
        const { startQuantity, completionQuantity } = node;
        if (![startQuantity, completionQuantity].every((quantity) => quantity >= 1 && quantity <= MAX))
          report(node.source, outOfRange(node.id));
        if (startQuantity > 1 && !collectsTokens(draft, node))
          report(node.source, withoutFlow(node.id, 'startQuantity'));
        if (completionQuantity > 1 && node.outgoing.length === 0)
          report(node.source, withoutFlow(node.id, 'completionQuantity'));
      }
    }
  },
};

function collectsTokens(draft: ProcessDraft, node: NodeDraft): boolean {
  const sources = node.incoming.map((flow) => nodeAt(draft, flowAt(draft, flow).source));
  return sources.length > 0 && sources.every(({ type }) => type !== 'eventBasedGateway');
}

const outOfRange = (id: string): Text =>
  text(
    `Expected quantities from 1 to ${MAX}, but "${id}" has another.`,
    `startQuantity 和 completionQuantity 应为 1 至 ${MAX}，但“${id}”不是。`,
  );

const withoutFlow = (id: string, attribute: string): Text =>
  text(
    `Expected flows on which ${attribute} of "${id}" can count tokens, but there are none.`,
    `“${id}”的 ${attribute} 应有可计数令牌的顺序流，但没有。`,
  );
