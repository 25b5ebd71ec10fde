import { nodeAt } from '../compile/draft.ts';
import { text } from '../problem.ts';
import type { Rule } from './rule.ts';

/** A sequence flow never leaves its process or sub-process (BPMN 2.0.2 §7.6.1). */
export const flowCrossesScope: Rule = {
  id: 'flow-crosses-scope',
  check({ drafts, report }) {
    for (const draft of drafts) {
      for (const flow of draft.flows) {
        const source = nodeAt(draft, flow.source);
        const target = nodeAt(draft, flow.target);
        if (source.parent !== target.parent) report(flow.sourceElement, crosses(source.id, target.id));
      }
    }
  },
};

const crosses = (source: string, target: string) =>
  text(
    `Expected both ends of a sequence flow in one scope, but "${source}" and "${target}" are in different ones.`,
    `顺序流两端应在同一范围内，但“${source}”与“${target}”不在同一范围。`,
  );
