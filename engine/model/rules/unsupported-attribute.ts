import { wordsOf } from '../element-words.ts';
import { isElement, type ModdleElement } from '../moddle.ts';
import { type Text, text } from '../problem.ts';
import { ATTRIBUTES, type AttributeSupport } from '../support.ts';
import type { Rule } from './rule.ts';

/** Attributes of the standard that would change how a process runs, with a value that is not executed. */
export const unsupportedAttribute: Rule = {
  id: 'unsupported-attribute',
  check({ document, report }) {
    for (const element of document.elements) {
      for (const support of ATTRIBUTES) {
        if (!element.$instanceOf(support.type)) continue;
        const value = element.get(support.attribute);
        if (value !== undefined && !support.accepted.includes(value)) report(element, refused(element, support, value));
      }
    }
  },
};

function refused(element: ModdleElement, { attribute, reason }: AttributeSupport, value: unknown): Text {
  const shown = isElement(value) ? (value.id ?? value.$type) : String(value);
  return text(
    `Expected the ${wordsOf(element).en} without ${attribute}="${shown}", but it has it: ${reason.en}.`,
    `${wordsOf(element).zh}不应有 ${attribute}="${shown}"，但有：${reason.zh}。`,
  );
}
