import { flowAt } from '../compile/draft.ts';
import { oneOf } from '../moddle.ts';
import { text } from '../problem.ts';
import type { Rule } from './rule.ts';

/** The default flow leaves its own node and has no condition (BPMN 2.0.2 §8.4.13). */
export const defaultFlow: Rule = {
  id: 'default-flow',
  check({ drafts, report }) {
    for (const draft of drafts) {
      for (const node of draft.nodes) {
        const named = node.type.endsWith('Event') ? null : oneOf(node.source, 'default');
        if (!named) continue;
        if (node.defaultFlow === null || !node.outgoing.includes(node.defaultFlow))
          report(node.source, elsewhere(named.id ?? ''));
        else if (flowAt(draft, node.defaultFlow).condition) report(named, conditional);
      }
    }
  },
};

const elsewhere = (id: string) =>
  text(
    `Expected the default flow to leave this element, but "${id}" does not.`,
    `默认流应从本元素流出，但“${id}”并非如此。`,
  );

const conditional = text('Expected a default flow without condition, but it has one.', '默认流不应有条件，但有。');
