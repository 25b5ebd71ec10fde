import { isCompensation } from '../compile/compensation.ts';
import { type NodeDraft, nodeAt, type ProcessDraft } from '../compile/draft.ts';
import { isActivity } from '../compile/extension.ts';
import { type Text, text } from '../problem.ts';
import type { Rule } from './rule.ts';

/** A boundary event sits on an activity of its own scope, leads somewhere, and nothing leads to it (BPMN 2.0.2 §10.5.4). */
export const boundaryAttachment: Rule = {
  id: 'boundary-attachment',
  check({ drafts, report }) {
    for (const draft of drafts) {
      for (const node of draft.nodes.filter(({ type }) => type === 'boundaryEvent')) {
        for (const message of mistakes(draft, node)) report(node.source, message);
      }
    }
  },
};

function mistakes(draft: ProcessDraft, node: NodeDraft): Text[] {
  const found: Text[] = [];
  const host = node.attachedTo === null ? null : nodeAt(draft, node.attachedTo);
  if (!host || !isActivity(host) || host.triggeredByEvent) found.push(notAttached(node.id));
  else if (host.parent !== node.parent) found.push(otherScope(node.id, host.id));
  if (node.incoming.length > 0) found.push(entered(node.id));
  if (node.outgoing.length === 0 && !isCompensation(node)) found.push(leadsNowhere(node.id));
  return found;
}

const notAttached = (id: string) =>
  text(
    `Expected the boundary event "${id}" to be attached to an activity of its process, but it is not.`,
    `边界事件“${id}”应附着于本流程的活动，但没有。`,
  );

const otherScope = (id: string, host: string) =>
  text(
    `Expected the boundary event "${id}" in the scope of "${host}", but it is in another.`,
    `边界事件“${id}”应与“${host}”在同一范围，但不在。`,
  );

const entered = (id: string) =>
  text(`Expected no flow into the boundary event "${id}", but there is one.`, `边界事件“${id}”不应有流入，但有。`);

const leadsNowhere = (id: string) =>
  text(`Expected a flow out of the boundary event "${id}", but there is none.`, `边界事件“${id}”应有流出，但没有。`);
