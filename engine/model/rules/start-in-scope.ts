import { type NodeDraft, nodeAt, type ProcessDraft } from '../compile/draft.ts';
import { definitionsOf } from '../compile/events.ts';
import { text } from '../problem.ts';
import type { Rule } from './rule.ts';

/**
 * A scope that a token enters has one beginning: at most one none start event, and something to begin with. With an end event the standard wants a
 * start event too (BPMN 2.0.2 §10.5.2).
 */
export const startInScope: Rule = {
  id: 'start-in-scope',
  needsAllFlows: true,
  check({ drafts, report }) {
    for (const draft of drafts) {
      for (const scope of draft.nodes) {
        if (
          scope.triggeredByEvent ||
          scope.type === 'adHocSubProcess' ||
          (scope.type !== 'process' && scope.children.length === 0)
        )
          continue;
        const starts = startEvents(draft, scope);
        const none = starts.filter(({ source }) => definitionsOf(source).length === 0);
        if (none.length > 1) report(scope.source, several(scope.id, none));
        if (starts.length === 0 && scope.starts.length === 0 && !hasInstantiating(draft, scope))
          report(scope.source, noStart(scope.id));
        else if (starts.length === 0 && endsWithEvent(draft, scope) && !hasInstantiating(draft, scope))
          report(scope.source, endOnly(scope.id), 'warning');
      }
    }
  },
};

const endsWithEvent = (draft: ProcessDraft, scope: NodeDraft): boolean =>
  scope.children.some((index) => nodeAt(draft, index).type === 'endEvent');

const hasInstantiating = (draft: ProcessDraft, scope: NodeDraft): boolean =>
  scope.children.some((index) => nodeAt(draft, index).instantiates);

const startEvents = (draft: ProcessDraft, scope: NodeDraft): NodeDraft[] =>
  scope.children.map((index) => nodeAt(draft, index)).filter(({ type }) => type === 'startEvent');

const several = (id: string, starts: readonly NodeDraft[]) =>
  text(
    `Expected one start event without trigger in "${id}", but there are several: ${starts.map((start) => start.id).join(', ')}.`,
    `“${id}”中无触发的开始事件应只有一个，但有多个：${starts.map((start) => start.id).join('、')}。`,
  );

const endOnly = (id: string) =>
  text(
    `Expected a start event in "${id}", as it has an end event, but there is none: it begins wherever nothing leads to.`,
    `“${id}”有结束事件，也应有开始事件，但没有：将从没有流入的元素开始。`,
  );

const noStart = (id: string) =>
  text(
    `Expected "${id}" to have a start event, but it has none, and no element it could begin with.`,
    `“${id}”应有开始事件，但没有，也没有可作为起点的元素。`,
  );
