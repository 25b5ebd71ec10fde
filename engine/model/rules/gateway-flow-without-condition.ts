import { flowAt } from '../compile/draft.ts';
import { oneOf } from '../moddle.ts';
import { text } from '../problem.ts';
import type { Rule } from './rule.ts';

/**
 * Of several flows that leave an exclusive gateway each has a condition or is the default (BPMN 2.0.2 §13.4.2): without one it would hide
 * those behind it. An inclusive gateway always takes such a flow.
 */
export const gatewayFlowWithoutCondition: Rule = {
  id: 'gateway-flow-without-condition',
  check({ drafts, report }) {
    for (const draft of drafts) {
      for (const node of draft.nodes) {
        if (node.type !== 'exclusiveGateway' && node.type !== 'inclusiveGateway') continue;
        if (node.outgoing.length < 2) continue;
        for (const flow of node.outgoing.map((index) => flowAt(draft, index))) {
          if (oneOf(flow.sourceElement, 'conditionExpression') || flow.index === node.defaultFlow) continue;
          report(flow.sourceElement, withoutCondition(node.id), node.type === 'inclusiveGateway' ? 'warning' : 'error');
        }
      }
    }
  },
};

const withoutCondition = (gateway: string) =>
  text(
    `Expected a condition on each flow that leaves "${gateway}", or the flow to be its default, but there is neither.`,
    `离开“${gateway}”的每条流应有条件或为默认流，但两者皆无。`,
  );
