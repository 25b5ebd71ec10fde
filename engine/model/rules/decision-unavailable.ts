import { isActivity } from '../compile/extension.ts';
import { text } from '../problem.ts';
import type { Rule } from './rule.ts';

/** Decision tables are not evaluated yet. */
export const decisionUnavailable: Rule = {
  id: 'decision-unavailable',
  check({ drafts, context, report }) {
    for (const node of drafts.flatMap(({ nodes }) => nodes)) {
      if (!isActivity(node) || context.extension(node.source, 'decision') === null) continue;
      report(node.source, unavailable);
    }
  },
};

const unavailable = text(
  'Expected work named by tb:topic, but tb:decision asks for a decision table, and those are not available yet.',
  '工作应由 tb:topic 指明，但 tb:decision 需要决策表，目前尚不支持。',
);
