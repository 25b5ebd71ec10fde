import { nodeAt, type ProcessDraft } from '../compile/draft.ts';
import { POST_CHECK } from '../conduct.ts';
import { type Text, text } from '../problem.ts';
import type { Rule } from './rule.ts';

/** A decision on a promise is checked afterwards: an event sub-process around the task catches the escalation `post-check` without interrupting. */
export const postCheck: Rule = {
  id: 'post-check',
  check({ drafts, report }) {
    for (const draft of drafts) {
      for (const node of draft.nodes) {
        if (!node.user?.operations?.includes('decide-on-promise')) continue;
        if (!isCaught(draft, node.parent)) report(node.source, unchecked(node.id));
      }
    }
  },
};

function isCaught(draft: ProcessDraft, scope: number): boolean {
  for (let index = scope; index >= 0; index = nodeAt(draft, index).parent)
    if (nodeAt(draft, index).eventSubProcesses.some((sub) => catches(draft, sub))) return true;
  return false;
}

const catches = (draft: ProcessDraft, sub: number): boolean =>
  nodeAt(draft, sub).children.some((index) => {
    const { type, interrupting, events } = nodeAt(draft, index);
    const code = events.find((event) => event.kind === 'escalation');
    return (
      type === 'startEvent' && !interrupting && code?.kind === 'escalation' && (code.code ?? POST_CHECK) === POST_CHECK
    );
  });

const unchecked = (id: string): Text =>
  text(
    `Expected an event sub-process around "${id}" that catches the escalation "post-check" without interrupting, because it decides on promises, but there is none.`,
    `“${id}”允许告知承诺，其外层应有以非中断方式捕获升级“post-check”的事件子流程，但没有。`,
  );
