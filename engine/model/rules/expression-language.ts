import { localName, type ModdleElement, textOf } from '../moddle.ts';
import { text } from '../problem.ts';
import type { Rule } from './rule.ts';

/** Expressions are FEEL. A file that names another language as its default means its expressions to be read so. */
export const expressionLanguage: Rule = {
  id: 'expression-language',
  check({ document, report }) {
    const general = document.xml.attributes.find(({ local }) => local === 'expressionLanguage')?.value ?? null;
    if (general !== null && !isFeel(general)) report(document.definitions, notFeel('definitions', general), 'warning');
    for (const element of document.elements) {
      const language = element.$type === 'bpmn:FormalExpression' ? textOf(element, 'language') : null;
      if (language !== null && !isFeel(language)) report(element, notFeel(nameOf(element), language));
    }
  },
};

const isFeel = (language: string): boolean => /\bfeel\b/i.test(language);

const nameOf = (element: ModdleElement): string => (element.$parent ? localName(element.$parent) : localName(element));

const notFeel = (where: string, language: string) =>
  text(
    `Expected expressions in FEEL, but ${where} names "${language}".`,
    `表达式应使用 FEEL，但 ${where} 指定了“${language}”。`,
  );
