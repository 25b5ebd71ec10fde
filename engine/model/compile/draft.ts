import type { EventSpec, FlowNode, SequenceFlow } from '../graph.ts';
import type { ModdleElement } from '../moddle.ts';

type Mutable<T> = {
  -readonly [K in keyof T]: T[K] extends readonly (infer U)[] ? U[] : T[K];
};

/** A node while the passes fill it in. */
export interface NodeDraft extends Mutable<Omit<FlowNode, 'events'>> {
  events: EventSpec[];
  readonly source: ModdleElement;
}

export interface FlowDraft extends Mutable<SequenceFlow> {
  readonly sourceElement: ModdleElement;
}

/** A process while the passes fill it in; the rules read it. */
export interface ProcessDraft {
  readonly source: ModdleElement;
  readonly nodes: NodeDraft[];
  readonly flows: FlowDraft[];
  readonly indexOf: Map<ModdleElement, number>;
  /** The lanes that a node lies in, by its index, innermost first. */
  readonly lanes: Map<number, readonly ModdleElement[]>;
}

/** The node at an index that came from this draft. */
export function nodeAt(draft: ProcessDraft, index: number): NodeDraft {
  const node = draft.nodes[index];
  if (!node) throw new Error(`Expected a node at ${index}, but there are ${draft.nodes.length}.`);
  return node;
}

/** The flow at an index that came from this draft. */
export function flowAt(draft: ProcessDraft, index: number): FlowDraft {
  const flow = draft.flows[index];
  if (!flow) throw new Error(`Expected a flow at ${index}, but there are ${draft.flows.length}.`);
  return flow;
}
