import { flowAt, type NodeDraft, type ProcessDraft } from '../compile/draft.ts';
import { type Dominance, dominators, startingNodes } from '../compile/reachability.ts';
import { text } from '../problem.ts';
import type { Rule } from './rule.ts';

/** A parallel join needs a token of every incoming flow: none may come only from behind the join itself, or from nowhere. */
export const joinNeverFires: Rule = {
  id: 'join-never-fires',
  needsAllFlows: true,
  check({ drafts, report }) {
    for (const draft of drafts) {
      const scopes = new Map<number, Dominance>();
      for (const node of draft.nodes) {
        if (node.type !== 'parallelGateway' || node.incoming.length < 2) continue;
        const scope = scopes.get(node.parent) ?? dominators(draft, startingNodes(draft, node.parent));
        scopes.set(node.parent, scope);
        const starved = starvedFlows(draft, node, scope);
        if (starved.length > 0) report(node.source, neverComes(node.id, starved));
      }
    }
  },
};

/** Those by which a token comes only after it has passed the join, or never. */
function starvedFlows(draft: ProcessDraft, join: NodeDraft, scope: Dominance): string[] {
  return join.incoming
    .map((index) => flowAt(draft, index))
    .filter(({ source }) => !scope.isReached(source) || scope.isPassed(join.index, source))
    .map(({ id }) => id);
}

const neverComes = (join: string, flows: readonly string[]) =>
  text(
    `Expected a token of each flow into "${join}", but before it has fired none can come by ${flows.join(', ')}.`,
    `汇聚网关“${join}”的每条流入都应能到达令牌，但在其触发前 ${flows.join('、')} 不可能有令牌到达。`,
  );
