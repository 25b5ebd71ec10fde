import { type NodeDraft, nodeAt, type ProcessDraft } from '../compile/draft.ts';
import { type Text, text } from '../problem.ts';
import type { Rule } from './rule.ts';

/**
 * What a withdrawal starts (`tb:withdraws`) is an event sub-process of the process itself: one that ends everything else (`case`), and at most one
 * that takes the request and looks first (`request`).
 */
export const withdrawalStart: Rule = {
  id: 'withdrawal-start',
  check({ drafts, report }) {
    for (const draft of drafts) {
      const marked = draft.nodes.filter(({ withdraws }) => withdraws !== undefined);
      for (const node of marked) {
        const message = mistake(draft, node, marked);
        if (message) report(node.source, message);
      }
    }
  },
};

function mistake(draft: ProcessDraft, node: NodeDraft, marked: readonly NodeDraft[]): Text | undefined {
  const { id, withdraws } = node;
  const around = nodeAt(draft, node.parent);
  if (!around.triggeredByEvent || around.parent !== 0) return misplaced(id);
  if (withdraws === 'case' && !node.interrupting) return goesOn(id);
  if (marked.find((other) => other.withdraws === withdraws) !== node) return second(id, withdraws ?? '');
  return withdraws === 'request' && marked.every((other) => other.withdraws !== 'case') ? endless(id) : undefined;
}

const misplaced = (id: string): Text =>
  text(
    `Expected tb:withdraws at the start event of an event sub-process of the process itself, but "${id}" is none.`,
    `tb:withdraws 只能用于流程本身的事件子流程的开始事件，但“${id}”不是。`,
  );

const goesOn = (id: string): Text =>
  text(
    `Expected "${id}" to interrupt, because it ends the case (tb:withdraws="case"), but it does not.`,
    `“${id}”终止办件（tb:withdraws="case"），应为中断方式，但不是。`,
  );

const second = (id: string, withdraws: string): Text =>
  text(
    `Expected one start event with tb:withdraws="${withdraws}", but "${id}" is a second one.`,
    `tb:withdraws="${withdraws}" 的开始事件应只有一个，但“${id}”是第二个。`,
  );

const endless = (id: string): Text =>
  text(
    `Expected a start event with tb:withdraws="case" beside "${id}", but there is none.`,
    `“${id}”之外应有 tb:withdraws="case" 的开始事件，但没有。`,
  );
