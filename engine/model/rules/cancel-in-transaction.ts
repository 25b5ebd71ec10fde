import { type NodeDraft, nodeAt, type ProcessDraft } from '../compile/draft.ts';
import { text } from '../problem.ts';
import type { Rule } from './rule.ts';

/**
 * A cancel end event lies in a transaction, and the transaction has one cancel boundary event by which it is then left (BPMN 2.0.2 §10.3.5,
 * §10.5.4). One that repeats could not be left so for a single round.
 */
export const cancelInTransaction: Rule = {
  id: 'cancel-in-transaction',
  check({ drafts, report }) {
    for (const draft of drafts) {
      for (const node of draft.nodes.filter(isCancel)) {
        if (node.type === 'boundaryEvent') {
          const host = node.attachedTo === null ? null : nodeAt(draft, node.attachedTo);
          if (host && (host.type !== 'transaction' || cancelEvents(draft, host).length > 1))
            report(node.source, oneOnTransaction(node.id));
          else if (host?.source.get('loopCharacteristics')) report(node.source, repeats(host.id));
          if (node.events.length > 1) report(node.source, notAlone(node.id));
        } else {
          const transaction = transactionAround(draft, node);
          if (!transaction) report(node.source, outside(node.id));
          else if (cancelEvents(draft, transaction).length === 0) report(node.source, noWayOut(transaction.id));
        }
      }
    }
  },
};

const isCancel = ({ events }: NodeDraft): boolean => events.some(({ kind }) => kind === 'cancel');

const cancelEvents = (draft: ProcessDraft, host: NodeDraft): number[] =>
  host.boundaries.filter((index) => isCancel(nodeAt(draft, index)));

function transactionAround(draft: ProcessDraft, node: NodeDraft): NodeDraft | null {
  for (let index = node.parent; index >= 0; index = nodeAt(draft, index).parent) {
    if (nodeAt(draft, index).type === 'transaction') return nodeAt(draft, index);
  }
  return null;
}

const oneOnTransaction = (id: string) =>
  text(
    `Expected the cancel event "${id}" to be the only one on a transaction, but it is not.`,
    `取消事件“${id}”应是事务上的唯一取消边界事件，但不是。`,
  );

const repeats = (id: string) =>
  text(
    `Expected a transaction that can be cancelled to run once, but "${id}" has a loop marker.`,
    `可取消的事务应只执行一次，但“${id}”有循环标记。`,
  );

const notAlone = (id: string) =>
  text(
    `Expected cancel to be the only trigger of "${id}", but there are others.`,
    `取消应是“${id}”的唯一触发，但还有其他触发。`,
  );

const outside = (id: string) =>
  text(
    `Expected the cancel end event "${id}" in a transaction, but it is in none.`,
    `取消结束事件“${id}”应位于事务中，但没有。`,
  );

const noWayOut = (id: string) =>
  text(
    `Expected a cancel boundary event on the transaction "${id}", which can be cancelled, but there is none.`,
    `事务“${id}”可被取消，应有取消边界事件，但没有。`,
  );
