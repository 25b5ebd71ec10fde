import type { NodeDraft } from '../compile/draft.ts';
import { linkName } from '../compile/joins.ts';
import { type Text, text } from '../problem.ts';
import type { Rule } from './rule.ts';

/** Nothing leads to a start event or to a link catch event, nothing leaves an end event or a link throw event (BPMN 2.0.2 §10.5). */
export const eventFlows: Rule = {
  id: 'event-flows',
  check({ drafts, report }) {
    for (const node of drafts.flatMap(({ nodes }) => nodes)) {
      const message = mistake(node);
      if (message) report(node.source, message);
    }
  },
};

function mistake(node: NodeDraft): Text | null {
  const isLink = linkName(node) !== null;
  const begins = node.type === 'startEvent' || (isLink && node.type === 'intermediateCatchEvent');
  const ends = node.type === 'endEvent' || (isLink && node.type === 'intermediateThrowEvent');
  if (begins && node.incoming.length > 0) return entered(node.id);
  if (ends && node.outgoing.length > 0) return left(node.id);
  return null;
}

const entered = (id: string) => text(`Expected no flow into "${id}", but there is one.`, `“${id}”不应有流入，但有。`);

const left = (id: string) => text(`Expected no flow out of "${id}", but there is one.`, `“${id}”不应有流出，但有。`);
