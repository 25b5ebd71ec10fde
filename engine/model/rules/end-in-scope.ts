import { nodeAt } from '../compile/draft.ts';
import { text } from '../problem.ts';
import type { Rule } from './rule.ts';

/** A token must be able to end somewhere; with a start event the standard wants an end event too (BPMN 2.0.2 §10.5.3). */
export const endInScope: Rule = {
  id: 'end-in-scope',
  needsAllFlows: true,
  check({ drafts, report }) {
    for (const draft of drafts) {
      for (const scope of draft.nodes.filter(({ children }) => children.length > 0)) {
        const children = scope.children.map((index) => nodeAt(draft, index));
        if (
          children.every(
            ({ outgoing, triggeredByEvent, isForCompensation }) =>
              outgoing.length > 0 || triggeredByEvent || isForCompensation,
          )
        ) {
          report(scope.source, neverEnds(scope.id));
          continue;
        }
        const has = (type: string) => children.some((child) => child.type === type);
        if (scope.type !== 'adHocSubProcess' && has('startEvent') && !has('endEvent'))
          report(scope.source, noEnd(scope.id), 'warning');
      }
    }
  },
};

const neverEnds = (id: string) =>
  text(
    `Expected an element of "${id}" where a token ends, but every element leads to another.`,
    `“${id}”中应有令牌结束之处，但每个元素都通向另一个元素。`,
  );

const noEnd = (id: string) =>
  text(
    `Expected an end event in "${id}", as it has a start event, but there is none.`,
    `“${id}”有开始事件，也应有结束事件，但没有。`,
  );
