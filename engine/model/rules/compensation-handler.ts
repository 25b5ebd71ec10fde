import { associationsOf, handlersOf, isCompensation } from '../compile/compensation.ts';
import { type NodeDraft, nodeAt, type ProcessDraft } from '../compile/draft.ts';
import { type Text, text } from '../problem.ts';
import type { Rule } from './rule.ts';

/**
 * What can be undone is undone in exactly one way (BPMN 2.0.2 §10.7): by one compensation activity beside it, which nothing else leads to, or
 * by one event sub-process inside it.
 */
export const compensationHandler: Rule = {
  id: 'compensation-handler',
  check({ document, drafts, report }) {
    const associations = associationsOf({ document });
    for (const draft of drafts) {
      const used = new Set<number>();
      for (const event of draft.nodes.filter((node) => node.type === 'boundaryEvent' && isCompensation(node))) {
        const handlers = handlersOf(draft, event, associations);
        for (const handler of handlers) used.add(handler.index);
        for (const message of mistakesAt(draft, event, handlers)) report(event.source, message);
      }
      for (const node of draft.nodes) {
        for (const message of mistakesOf(draft, node, used)) report(node.source, message);
      }
    }
  },
};

function mistakesAt(draft: ProcessDraft, event: NodeDraft, handlers: readonly NodeDraft[]): Text[] {
  const [handler] = handlers;
  const found: Text[] = [];
  if (handlers.length !== 1) found.push(oneHandler(event.id, handlers.length));
  else if (handler && handler.parent !== event.parent) found.push(otherScope(event.id, handler.id));
  if (event.events.length > 1) found.push(mixed(event.id));
  if (event.outgoing.length > 0) found.push(hasFlows(event.id));
  const host = event.attachedTo === null ? null : nodeAt(draft, event.attachedTo);
  if (host && waysToUndo(draft, host) > 1) found.push(severalWays(host.id));
  if (host?.isForCompensation) found.push(undoesItself(host.id));
  return found;
}

function mistakesOf(draft: ProcessDraft, node: NodeDraft, used: ReadonlySet<number>): Text[] {
  if (node.triggeredByEvent) return mistakesOfEventSubProcess(draft, node);
  if (!node.isForCompensation) return [];
  const found: Text[] = [];
  if (!used.has(node.index)) found.push(undoesNothing(node.id));
  if (node.incoming.length > 0 || node.outgoing.length > 0) found.push(hasFlows(node.id));
  if (node.boundaries.some((index) => !isCompensation(nodeAt(draft, index)))) found.push(hasEvents(node.id));
  return found;
}

function mistakesOfEventSubProcess(draft: ProcessDraft, node: NodeDraft): Text[] {
  if (!startsByCompensation(draft, node)) return [];
  const around = nodeAt(draft, node.parent);
  const found: Text[] = [];
  if (node.children.some((index) => isMixedStart(nodeAt(draft, index)))) found.push(mixed(node.id));
  if (around.type === 'process' || around.triggeredByEvent) found.push(neverUndone(node.id));
  else if (around.boundaries.every((index) => !isCompensation(nodeAt(draft, index))) && waysToUndo(draft, around) > 1)
    found.push(severalWays(around.id));
  return found;
}

const isMixedStart = ({ type, events }: NodeDraft): boolean => type === 'startEvent' && events.length > 1;

function startsByCompensation(draft: ProcessDraft, { children }: NodeDraft): boolean {
  return children.some((index) => nodeAt(draft, index).type === 'startEvent' && isCompensation(nodeAt(draft, index)));
}

function waysToUndo(draft: ProcessDraft, host: NodeDraft): number {
  const inside = host.eventSubProcesses.filter((index) => startsByCompensation(draft, nodeAt(draft, index)));
  return host.boundaries.filter((index) => isCompensation(nodeAt(draft, index))).length + inside.length;
}

const oneHandler = (id: string, count: number) =>
  text(
    `Expected the compensation event "${id}" to be associated with one activity with isForCompensation="true", but there are ${count}.`,
    `补偿事件“${id}”应关联一个 isForCompensation="true" 的活动，但有 ${count} 个。`,
  );

const otherScope = (id: string, handler: string) =>
  text(
    `Expected "${handler}" in the scope of the compensation event "${id}", but it is in another.`,
    `“${handler}”应与补偿事件“${id}”在同一范围，但不在。`,
  );

const mixed = (id: string) =>
  text(
    `Expected compensation to be the only trigger of "${id}", but there are others.`,
    `补偿应是“${id}”的唯一触发，但还有其他触发。`,
  );

const hasFlows = (id: string) =>
  text(
    `Expected no sequence flow at "${id}", which takes part in compensation, but there is one.`,
    `“${id}”用于补偿，不应连接顺序流，但有。`,
  );

const hasEvents = (id: string) =>
  text(
    `Expected no boundary event on the compensation activity "${id}", but there is one.`,
    `补偿活动“${id}”不应有边界事件，但有。`,
  );

const severalWays = (id: string) =>
  text(
    `Expected one way to undo "${id}", but there are several compensation events for it.`,
    `“${id}”应只有一种补偿方式，但有多个补偿事件。`,
  );

const undoesItself = (id: string) =>
  text(
    `Expected the compensation activity "${id}" not to be undone itself, but it has a compensation event.`,
    `补偿活动“${id}”本身不应被补偿，但有补偿事件。`,
  );

const undoesNothing = (id: string) =>
  text(
    `Expected the compensation activity "${id}" to be associated with a compensation boundary event, but it is not, and would never run.`,
    `补偿活动“${id}”应与补偿边界事件关联，但没有，永远不会执行。`,
  );

const neverUndone = (id: string) =>
  text(
    `Expected the compensation event sub-process "${id}" in a sub-process, but what is around it is never undone from within.`,
    `补偿事件子流程“${id}”应位于子流程中，但其外层不会从内部被补偿。`,
  );
