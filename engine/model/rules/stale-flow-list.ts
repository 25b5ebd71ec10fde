import { wordsOf } from '../element-words.ts';
import { type ModdleElement, manyOf, oneOf } from '../moddle.ts';
import { text } from '../problem.ts';
import type { Rule } from './rule.ts';

const LISTS = [
  { list: 'incoming', end: 'targetRef' },
  { list: 'outgoing', end: 'sourceRef' },
] as const;

/** What a node lists as incoming and outgoing repeats what its sequence flows say (BPMN 2.0.2 Table 8.43); only the flows count. */
export const staleFlowList: Rule = {
  id: 'stale-flow-list',
  check({ drafts, report }) {
    for (const { source } of drafts.flatMap(({ nodes }) => nodes)) {
      if (!source.$instanceOf('bpmn:FlowNode')) continue;
      for (const { list, end } of LISTS) {
        for (const flow of manyOf(source, list)) {
          if (flow.$type === 'bpmn:SequenceFlow' && oneOf(flow, end) !== source)
            report(source, stale(source, list, flow), 'warning');
        }
      }
    }
  },
};

const stale = (node: ModdleElement, list: string, flow: ModdleElement) =>
  text(
    `Expected ${list} of the ${wordsOf(node).en} "${node.id}" to list its flows, but "${flow.id}" is none; the ends of the flows are what counts.`,
    `${wordsOf(node).zh}“${node.id}”的 ${list} 应列出其顺序流，但“${flow.id}”不是；以顺序流两端为准。`,
  );
