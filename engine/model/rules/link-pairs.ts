import { type NodeDraft, nodeAt, type ProcessDraft } from '../compile/draft.ts';
import { linkName } from '../compile/joins.ts';
import { text } from '../problem.ts';
import type { Rule } from './rule.ts';

/** Within a scope a link throw event has exactly one catch event of its name, and a catch event at least one throw event (BPMN 2.0.2 §10.5.5). */
export const linkPairs: Rule = {
  id: 'link-pairs',
  check({ drafts, report }) {
    for (const draft of drafts) {
      for (const node of draft.nodes) {
        const name = linkName(node);
        if (name === null || !node.type.startsWith('intermediate')) continue;
        const throws = node.type === 'intermediateThrowEvent';
        const partners = partnersOf(draft, node, throws ? 'intermediateCatchEvent' : 'intermediateThrowEvent');
        if (partners === 0 || (throws && partners > 1))
          report(node.source, throws ? noCatch(name, partners) : noThrow(name));
      }
    }
  },
};

function partnersOf(draft: ProcessDraft, node: NodeDraft, type: NodeDraft['type']): number {
  const siblings = nodeAt(draft, node.parent).children.map((index) => nodeAt(draft, index));
  return siblings.filter((other) => other.type === type && linkName(other) === linkName(node)).length;
}

const noCatch = (name: string, partners: number) =>
  text(
    `Expected one link catch event "${name}" in the same scope, but there are ${partners}.`,
    `同一范围内应恰有一个链接捕获事件“${name}”，但有 ${partners} 个。`,
  );

const noThrow = (name: string) =>
  text(
    `Expected a link throw event "${name}" in the same scope, but there is none.`,
    `同一范围内应有链接抛出事件“${name}”，但没有。`,
  );
