import { nodeAt } from '../compile/draft.ts';
import { flagOf } from '../moddle.ts';
import { text } from '../problem.ts';
import type { Rule } from './rule.ts';

/** Only the start event of an event sub-process can leave what runs around it alone (BPMN 2.0.2 Table 10.94). */
export const interruptingStart: Rule = {
  id: 'interrupting-start',
  check({ drafts, report }) {
    for (const draft of drafts) {
      for (const node of draft.nodes.filter(({ type }) => type === 'startEvent')) {
        if (nodeAt(draft, node.parent).triggeredByEvent || flagOf(node.source, 'isInterrupting')) continue;
        report(node.source, misplaced(node.id));
      }
    }
  },
};

const misplaced = (id: string) =>
  text(
    `Expected isInterrupting="false" in an event sub-process, but "${id}" starts something else.`,
    `isInterrupting="false" 只能用于事件子流程，但“${id}”不在其中。`,
  );
