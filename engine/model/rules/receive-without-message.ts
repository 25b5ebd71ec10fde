import { text } from '../problem.ts';
import type { Rule } from './rule.ts';

/** A receive task waits for a message, so it names one (BPMN 2.0.2 §10.3.3). */
export const receiveWithoutMessage: Rule = {
  id: 'receive-without-message',
  check({ drafts, report }) {
    for (const node of drafts.flatMap(({ nodes }) => nodes)) {
      if (node.type === 'receiveTask' && !node.source.get('messageRef')) report(node.source, withoutMessage);
    }
  },
};

const withoutMessage = text(
  'Expected a receive task to have a messageRef, but it has none.',
  '接收任务应有 messageRef，但没有。',
);
