import { type FlowDraft, type NodeDraft, nodeAt } from '../compile/draft.ts';
import { isActivity } from '../compile/extension.ts';
import { wordsOfType } from '../element-words.ts';
import type { ElementType } from '../graph.ts';
import { bodyOf, oneOf } from '../moddle.ts';
import { text } from '../problem.ts';
import type { Rule } from './rule.ts';

/**
 * A conditional flow has an expression, and leaves an element that chooses (BPMN 2.0.2 §8.4.13); one that leaves an activity has another beside it, or
 * there would be nothing to choose.
 */
export const flowCondition: Rule = {
  id: 'flow-condition',
  check({ drafts, report }) {
    for (const draft of drafts) {
      for (const flow of draft.flows) {
        if (!oneOf(flow.sourceElement, 'conditionExpression')) continue;
        const source = nodeAt(draft, flow.source);
        if (isEmpty(flow)) report(flow.sourceElement, withoutExpression);
        else if (!chooses(source.type)) report(flow.sourceElement, notRead(source.type));
        else if (isActivity(source) && source.outgoing.length === 1) report(flow.sourceElement, noOther(source));
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
    `Expected a condition where a choice is made, but flows that leave the ${wordsOfType(type).en} are taken without asking.`,
    `条件应位于作出选择之处，但离开${wordsOfType(type).zh}的流不判断条件。`,
  );

const noOther = ({ id }: NodeDraft) =>
  text(
    `Expected another flow to leave "${id}" beside the conditional one, but it is the only one.`,
    `除条件流外，“${id}”还应有其他流出，但只有这一条。`,
  );
