import { type NodeDraft, nodeAt, type ProcessDraft } from '../compile/draft.ts';
import { wordsOfType } from '../element-words.ts';
import { flagOf } from '../moddle.ts';
import { type Text, text } from '../problem.ts';
import type { Rule } from './rule.ts';

/**
 * An event sub-process begins with its one start event, whose trigger `unsupported-event-position` judges; no flow leads to it or away, it does not repeat, and it is
 * neither transaction nor ad-hoc (BPMN 2.0.2 §10.3.5).
 */
export const eventSubProcess: Rule = {
  id: 'event-sub-process',
  check({ drafts, report }) {
    for (const draft of drafts) {
      for (const node of draft.nodes.filter(({ source }) => flagOf(source, 'triggeredByEvent'))) {
        for (const message of mistakes(draft, node)) report(node.source, message);
      }
    }
  },
};

function mistakes(draft: ProcessDraft, node: NodeDraft): Text[] {
  if (!node.triggeredByEvent) return [otherKind(node.id, node.type)];
  const found: Text[] = [];
  const starts = node.children.map((index) => nodeAt(draft, index)).filter(({ type }) => type === 'startEvent');
  if (starts.length !== 1) found.push(oneStart(node.id, starts.length));
  if (node.incoming.length > 0 || node.outgoing.length > 0) found.push(hasFlows(node.id));
  if (node.source.get('loopCharacteristics')) found.push(repeats(node.id));
  if (node.isForCompensation) found.push(undoes(node.id));
  return found;
}

const oneStart = (id: string, count: number) =>
  text(
    `Expected the event sub-process "${id}" to have one start event, but it has ${count}.`,
    `事件子流程“${id}”应恰有一个开始事件，但有 ${count} 个。`,
  );

const hasFlows = (id: string) =>
  text(
    `Expected no sequence flow at the event sub-process "${id}", but there is one.`,
    `事件子流程“${id}”不应连接顺序流，但有。`,
  );

const repeats = (id: string) =>
  text(
    `Expected the event sub-process "${id}" without loop marker, but it has one.`,
    `事件子流程“${id}”不应有循环标记，但有。`,
  );

const undoes = (id: string) =>
  text(
    `Expected the event sub-process "${id}" to be started by its event alone, but it has isForCompensation="true".`,
    `事件子流程“${id}”应仅由其事件启动，但带有 isForCompensation="true"。`,
  );

const otherKind = (id: string, type: string) =>
  text(
    `Expected triggeredByEvent="true" on a sub-process, but "${id}" is of the type ${wordsOfType(type).en}.`,
    `triggeredByEvent="true" 只能用于子流程，但“${id}”是${wordsOfType(type).zh}。`,
  );
