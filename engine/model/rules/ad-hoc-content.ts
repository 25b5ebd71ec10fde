import { type NodeDraft, nodeAt } from '../compile/draft.ts';
import { isActivity } from '../compile/extension.ts';
import { isImplicitStart } from '../compile/joins.ts';
import { text } from '../problem.ts';
import type { Rule } from './rule.ts';

/** An ad-hoc sub-process has activities to start, and neither start nor end events (BPMN 2.0.2 §10.3.5). */
export const adHocContent: Rule = {
  id: 'ad-hoc-content',
  check({ drafts, report }) {
    for (const draft of drafts) {
      for (const scope of draft.nodes.filter(({ type }) => type === 'adHocSubProcess')) {
        const children = scope.children.map((index) => nodeAt(draft, index));
        for (const child of children.filter(isBorder)) report(child.source, noBorder(child.id));
        if (!children.some((child) => isActivity(child) && isImplicitStart(child)))
          report(scope.source, empty(scope.id));
      }
    }
  },
};

const isBorder = ({ type }: NodeDraft): boolean => type === 'startEvent' || type === 'endEvent';

const noBorder = (id: string) =>
  text(
    `Expected no start or end event in an ad-hoc sub-process, but "${id}" is one.`,
    `自由子流程中不应有开始或结束事件，但“${id}”是。`,
  );

const empty = (id: string) =>
  text(
    `Expected an activity in "${id}" that can be started, but there is none.`,
    `“${id}”中应有可启动的活动，但没有。`,
  );
