import { flowAt } from '../compile/draft.ts';
import { bodyOf, oneOf } from '../moddle.ts';
import { text } from '../problem.ts';
import type { Rule } from './rule.ts';

/**
 * A complex gateway that joins says which tokens are enough. It puts tokens on its flows twice, when it starts and when it resets (BPMN 2.0.2
 * Table 13.5): a flow without condition gets both.
 */
export const activationCondition: Rule = {
  id: 'activation-condition',
  check({ drafts, report }) {
    for (const draft of drafts) {
      for (const node of draft.nodes.filter(({ type }) => type === 'complexGateway')) {
        if (bodyOf(node.source, 'activationCondition') === null) {
          if (node.incoming.length > 1 || oneOf(node.source, 'activationCondition'))
            report(node.source, missing(node.id));
          continue;
        }
        for (const flow of node.outgoing.map((index) => flowAt(draft, index))) {
          if (!flow.condition && flow.index !== node.defaultFlow) report(flow.sourceElement, twice(node.id), 'warning');
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

const twice = (id: string) =>
  text(
    `Expected a condition such as waitingForStart on the flow that leaves "${id}", but there is none: it gets a token at the start and one at the reset.`,
    `离开“${id}”的流应有条件（如 waitingForStart），但没有：启动和重置时各得到一个令牌。`,
  );
