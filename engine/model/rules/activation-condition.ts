import { bodyOf, oneOf } from '../moddle.ts';
import { text } from '../problem.ts';
import type { Rule } from './rule.ts';

/** A complex gateway that joins says which tokens are enough (BPMN 2.0.2 Table 13.5). */
export const activationCondition: Rule = {
  id: 'activation-condition',
  check({ drafts, report }) {
    for (const draft of drafts) {
      for (const node of draft.nodes.filter(({ type }) => type === 'complexGateway')) {
        if (bodyOf(node.source, 'activationCondition') === null) {
          if (node.incoming.length > 1 || oneOf(node.source, 'activationCondition'))
            report(node.source, missing(node.id));
        }
      }
    }
  },
};

const missing = (id: string) =>
  text(
    `Expected the complex gateway "${id}" to have an activationCondition, such as activationCount >= 2, but it has none.`,
    `复杂网关“${id}”应有 activationCondition（如 activationCount >= 2），但没有。`,
  );
