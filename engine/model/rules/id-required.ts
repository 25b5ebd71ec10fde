import { wordsOf } from '../element-words.ts';
import type { ModdleElement } from '../moddle.ts';
import { text } from '../problem.ts';
import type { Rule } from './rule.ts';

/** What runs is named by its id, in journals and commands. */
export const idRequired: Rule = {
  id: 'id-required',
  check({ drafts, report }) {
    for (const { nodes, flows } of drafts) {
      const elements = [...nodes.map(({ source }) => source), ...flows.map(({ sourceElement }) => sourceElement)];
      for (const element of elements) if (!element.id) report(element, withoutId(element));
    }
  },
};

const withoutId = (element: ModdleElement) =>
  text(
    `Expected the ${wordsOf(element).en} to have an id, but it has none.`,
    `${wordsOf(element).zh}应有标识，但没有。`,
  );
