import { wordsOf } from '../element-words.ts';
import { type ModdleElement, manyOf, oneOf } from '../moddle.ts';
import { text } from '../problem.ts';
import type { Rule } from './rule.ts';

/**
 * Two or more take part in a conversation, and a conversation link leads from it to one of them (BPMN 2.0.2 §9.5). Conversations only describe, so what is
 * wrong with one stops nothing.
 */
export const conversation: Rule = {
  id: 'conversation',
  check({ document, report }) {
    for (const element of document.elements) {
      if (isConversation(element) && manyOf(element, 'participantRef').length < 2)
        report(element, tooFew(element), 'warning');
      if (element.$type === 'bpmn:ConversationLink' && !joinsConversation(element))
        report(element, wrongEnds(element), 'warning');
    }
  },
};

const isConversation = (element: ModdleElement): boolean => element.$instanceOf('bpmn:ConversationNode');

/** Exactly one end is the conversation; an end that is not there is told by the reader. */
function joinsConversation(link: ModdleElement): boolean {
  const ends = [oneOf(link, 'sourceRef'), oneOf(link, 'targetRef')];
  return ends.some((end) => end === null) || ends.filter((end) => end && isConversation(end)).length === 1;
}

const tooFew = (element: ModdleElement) =>
  text(
    `Expected two or more participants in the ${wordsOf(element).en} "${element.id}", but there are fewer.`,
    `${wordsOf(element).zh}“${element.id}”应有两个或更多参与者，但不足。`,
  );

const wrongEnds = ({ id }: ModdleElement) =>
  text(
    `Expected the conversation link "${id}" to lead between a conversation and who takes part in it, but it does not.`,
    `会话链接“${id}”应连接会话与其参与者，但并非如此。`,
  );
