import { isCompensation } from '../compile/compensation.ts';
import { type NodeDraft, nodeAt, type ProcessDraft } from '../compile/draft.ts';
import { definitionsOf } from '../compile/events.ts';
import { isActivity } from '../compile/extension.ts';
import { oneOf } from '../moddle.ts';
import { type Text, text } from '../problem.ts';
import type { Rule } from './rule.ts';

/**
 * A thrown compensation event that names an activity names one it can see (BPMN 2.0.2 Table 10.78): of its own scope, or for an event
 * sub-process of the scope around it; and something could undo that activity. One that does not wait throws nothing else. One that catches names none: it is
 * for the activity it stands at.
 */
export const compensationTarget: Rule = {
  id: 'compensation-target',
  check({ drafts, report }) {
    for (const draft of drafts) {
      for (const node of draft.nodes.filter(isCompensation)) {
        if (!isThrown(node)) {
          if (namesActivity(node)) report(node.source, notRead(node.id));
          continue;
        }
        for (const definition of definitionsOf(node.source)) {
          const activity = oneOf(definition, 'activityRef');
          const message = activity && mistake(draft, node, draft.nodes[draft.indexOf.get(activity) ?? -1]);
          if (message) report(node.source, message);
        }
        if (node.events.length > 1 && node.events.some((event) => event.kind === 'compensation' && !event.wait))
          report(node.source, notAlone(node.id));
      }
    }
  },
};

const isThrown = ({ type }: NodeDraft): boolean => type === 'intermediateThrowEvent' || type === 'endEvent';

const namesActivity = ({ source }: NodeDraft): boolean =>
  definitionsOf(source).some((definition) => oneOf(definition, 'activityRef') !== null);

function mistake(draft: ProcessDraft, event: NodeDraft, activity: NodeDraft | undefined): Text | null {
  if (!activity || !isActivity(activity) || !scopesOf(draft, event).includes(activity.parent)) return unseen(event.id);
  return canBeUndone(draft, activity) ? null : neverUndone(activity.id);
}

function scopesOf(draft: ProcessDraft, event: NodeDraft): number[] {
  const scopes: number[] = [];
  for (let index = event.parent; index >= 0; ) {
    scopes.push(index);
    const scope = nodeAt(draft, index);
    index = scope.triggeredByEvent ? scope.parent : -1;
  }
  return scopes;
}

function canBeUndone(draft: ProcessDraft, activity: NodeDraft): boolean {
  return activity.compensatedBy !== null || activity.children.some((index) => canBeUndone(draft, nodeAt(draft, index)));
}

const notRead = (id: string) =>
  text(
    `Expected an activityRef where compensation is thrown, but "${id}" catches it.`,
    `activityRef 应位于抛出补偿之处，但“${id}”是捕获事件。`,
  );

const unseen = (id: string) =>
  text(
    `Expected the compensation event "${id}" to name an activity of its scope, but it names something else.`,
    `补偿事件“${id}”应引用其所在范围内的活动，但引用了其他元素。`,
  );

const neverUndone = (id: string) =>
  text(
    `Expected something that undoes "${id}", but neither it nor anything inside has a compensation activity.`,
    `“${id}”应有可撤销它的补偿活动，但其自身和内部都没有。`,
  );

const notAlone = (id: string) =>
  text(
    `Expected "${id}" to wait for compensation or to throw nothing else, but it does neither.`,
    `“${id}”应等待补偿完成，或不抛出其他事件，但并非如此。`,
  );
