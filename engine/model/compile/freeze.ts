import type { FlowNode, ProcessGraph, SequenceFlow } from '../graph.ts';
import { textOf } from '../moddle.ts';
import type { FlowDraft, NodeDraft, ProcessDraft } from './draft.ts';
import type { ProcessHeader } from './header.ts';
import { englishName } from './nodes.ts';

/** Last pass: the graph without the tree it came from, frozen. */
export function freezeGraph(draft: ProcessDraft, header: ProcessHeader): ProcessGraph {
  const nodes = draft.nodes.map(nodeOf);
  return Object.freeze({
    key: draft.source.id ?? '',
    name: textOf(draft.source, 'name') ?? '',
    ...englishName(draft.source),
    ...header,
    nodes: Object.freeze(nodes),
    flows: Object.freeze(draft.flows.map(flowOf)),
    byId: new Map(nodes.map(({ id, index }) => [id, index])),
  });
}

function nodeOf({ source: _source, ...node }: NodeDraft): FlowNode {
  return freezePlain(node);
}

function flowOf({ sourceElement: _source, ...flow }: FlowDraft): SequenceFlow {
  return Object.freeze(flow);
}

/** Freezes plain objects and arrays all the way down; compiled expressions and bit sets keep their own shape. */
function freezePlain<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && !Array.isArray(value)) return value;
  for (const entry of Object.values(value)) freezePlain(entry);
  return Object.freeze(value);
}
