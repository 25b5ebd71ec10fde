import { type FlowDraft, nodeAt } from '../compile/draft.ts';
import type { ElementType } from '../graph.ts';
import { bodyOf, oneOf } from '../moddle.ts';
import { text } from '../problem.ts';
import type { Rule } from './rule.ts';

/** A conditional flow has an expression, and leaves an element that chooses (BPMN 2.0.2 §8.3.13). */
export const flowCondition: Rule = {
  id: 'flow-condition',
  check({ drafts, report }) {
    for (const draft of drafts) {
      for (const flow of draft.flows) {
        if (!oneOf(flow.sourceElement, 'conditionExpression')) continue;
        const { type } = nodeAt(draft, flow.source);
        if (isEmpty(flow)) report(flow.sourceElement, withoutExpression);
        else if (!chooses(type)) report(flow.sourceElement, notRead(type));
      }
    }
  },
};

const isEmpty = ({ sourceElement }: FlowDraft): boolean => bodyOf(sourceElement, 'conditionExpression') === null;

const chooses = (type: ElementType): boolean =>
  !type.endsWith('Event') && type !== 'parallelGateway' && type !== 'eventBasedGateway';

const withoutExpression = text(
  'Expected a conditional flow to have an expression, but it is empty.',
  '条件流应有表达式，但为空。',
);

const notRead = (type: ElementType) =>
  text(
    `Expected a condition where a choice is made, but flows that leave ${type} are taken without asking.`,
    `条件应位于作出选择之处，但离开 ${type} 的流不判断条件。`,
  );
