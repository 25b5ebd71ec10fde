import { flowAt, type NodeDraft, nodeAt, type ProcessDraft } from '../compile/draft.ts';
import type { EventSpec } from '../graph.ts';
import { type Text, text } from '../problem.ts';
import type { Rule } from './rule.ts';

/**
 * A receive task or event-based gateway that opens a case stands at the beginning of its process and is not repeated (BPMN 2.0.2 §10.3.3,
 * §10.6.6). A parallel gateway always does: the messages behind it belong together by their keys.
 */
export const instantiating: Rule = {
  id: 'instantiating',
  check({ drafts, report }) {
    for (const draft of drafts) {
      for (const node of draft.nodes) {
        const isGateway = node.type === 'eventBasedGateway';
        if (isGateway && node.parallelMultiple && !node.instantiates) report(node.source, onlyAtBeginning(node.id));
        if (!node.instantiates) continue;
        for (const message of [...mistakes(draft, node), ...(isGateway ? wrongEvents(draft, node) : [])])
          report(node.source, message);
      }
    }
  },
};

function mistakes(draft: ProcessDraft, node: NodeDraft): Text[] {
  const found: Text[] = [];
  if (nodeAt(draft, node.parent).type !== 'process') found.push(inside(node.id));
  if (node.incoming.length > 0) found.push(entered(node.id));
  if (node.source.get('loopCharacteristics')) found.push(repeats(node.id));
  return found;
}

function wrongEvents(draft: ProcessDraft, gateway: NodeDraft): Text[] {
  const events = gateway.outgoing.flatMap((flow) => nodeAt(draft, flowAt(draft, flow).target).events);
  if (gateway.parallelMultiple) return events.every(isKeyed) ? [] : [withoutKey(gateway.id)];
  return events.every(({ kind }) => kind === 'message' || kind === 'signal') ? [] : [noMessage(gateway.id)];
}

/** A message that finds its case. */
export const isKeyed = (event: EventSpec): boolean =>
  event.kind === 'message' && (event.correlationKey !== null || event.correlation !== undefined);

const onlyAtBeginning = (id: string) =>
  text(
    `Expected a parallel event-based gateway to have instantiate="true", but "${id}" does not.`,
    `并行事件网关应有 instantiate="true"，但“${id}”没有。`,
  );

const inside = (id: string) =>
  text(
    `Expected what opens a case at the top of a process, but "${id}" lies in a sub-process.`,
    `启动流程的元素应位于流程顶层，但“${id}”位于子流程中。`,
  );

const entered = (id: string) =>
  text(
    `Expected no flow into "${id}", which opens a case, but there is one.`,
    `“${id}”用于启动流程，不应有流入，但有。`,
  );

const repeats = (id: string) =>
  text(
    `Expected "${id}", which opens a case, without loop marker, but it has one.`,
    `“${id}”用于启动流程，不应有循环标记，但有。`,
  );

const noMessage = (id: string) =>
  text(
    `Expected messages or signals behind "${id}", which opens a case, but there is something else.`,
    `“${id}”用于启动流程，其后应为消息或信号，但有其他事件。`,
  );

const withoutKey = (id: string) =>
  text(
    `Expected messages with a correlation key behind "${id}", so that all reach the same case, but there is something else.`,
    `“${id}”之后应为带关联键的消息，以便都到达同一办件，但并非如此。`,
  );
