/** What one exploration works on: a scope, or a part of it between two flows, with the blocks that have been reduced to one place; and what comes of it. */
import type { FlowNode, ProcessGraph, SequenceFlow } from '../model/graph.ts';
import { type OutputContext, type Outputs, outputsOf } from './outputs.ts';
import { type Marking, Places } from './places.ts';

/** How a scope is left: by its end, with an incident, or by a handler (the index of its node). */
export const COMPLETE = -1;
export const INCIDENT = -2;

/** What is known of a scope inside, which is one waiting token seen from outside. */
export interface Inner {
  /** Nothing in it waits: it is passed in the step that enters it. */
  readonly instant: boolean;
  /** How it is left, by what is modelled in it. */
  readonly exits: ReadonlySet<number>;
  /** How it may be left besides, by what comes from outside. */
  readonly mayExits: ReadonlySet<number>;
  /** Handlers around it that catch an escalation while it goes on. */
  readonly caught: ReadonlyMap<number, Caught>;
}

/** What a handler catches from a scope inside while that goes on. */
export interface Caught {
  /** On every way to its end. */
  readonly always: boolean;
  /** Never but in the step that opens the scope, and always then. */
  readonly atOpening: boolean;
  /** While something in it waits. */
  readonly between: boolean;
  /** In the step that completes it. */
  readonly atEnd: boolean;
}

export class Net {
  readonly graph: ProcessGraph;
  readonly scope: FlowNode;
  readonly places: Places;
  readonly inner: ReadonlyMap<number, Inner>;
  /** By the flow that leads in. */
  readonly blocks: ReadonlyMap<number, Block>;
  /** Tokens stay where they come to this flow. */
  readonly stopAt: number | null;
  readonly exits = new Set<number>();
  /** Handlers that catch while the thrower goes on. */
  readonly caught = new Set<number>();
  /** Some combinations were left out. */
  cut = false;
  private readonly outputs = new Map<string, Outputs>();

  constructor(base: Pick<Net, 'graph' | 'scope' | 'inner' | 'blocks'>, stopAt: number | null = null) {
    this.graph = base.graph;
    this.scope = base.scope;
    this.inner = base.inner;
    this.blocks = base.blocks;
    this.places = new Places(base.graph);
    this.stopAt = stopAt;
  }

  node(index: number): FlowNode {
    const node = this.graph.nodes[index];
    if (!node) throw new Error(`Expected node ${index}, but there are ${this.graph.nodes.length}.`);
    return node;
  }

  flow(index: number): SequenceFlow {
    const flow = this.graph.flows[index];
    if (!flow) throw new Error(`Expected flow ${index}, but there are ${this.graph.flows.length}.`);
    return flow;
  }

  target(flow: number): FlowNode {
    return this.node(this.flow(flow).target);
  }

  /** The ways to leave a node; `groups`: flows that lead to the like, of which only the number counts. */
  leaving(node: FlowNode, { context, groups = [] }: Leaving = {}): Outputs['alternatives'] {
    const key = `${node.index} ${context?.waitingForStart ?? ''} ${groups.join('|')}`;
    const outputs = this.outputs.get(key) ?? outputsOf(this.graph, node, { ...(context && { context }), groups });
    this.outputs.set(key, outputs);
    if (outputs.cut) this.cut = true;
    return outputs.alternatives;
  }
}

interface Leaving {
  readonly context?: OutputContext;
  readonly groups?: readonly (readonly number[])[];
}

export interface Region {
  readonly entry: number;
  /** Null: every token that comes in ends inside. */
  readonly exit: number | null;
  readonly flows: ReadonlySet<number>;
  readonly nodes: ReadonlySet<number>;
}

/** A part with one way in and at most one way out that has been found to be sound on its own: seen from around it, one token that waits. */
export interface Block {
  readonly entry: number;
  /** Null: what comes in ends inside. */
  readonly exit: number | null;
  /** The part it stands for. */
  readonly whole: Region;
  /** The node that stands for all inside where it is asked who can reach a join. */
  readonly entryNode: number;
  /** It can be passed in the step that enters it. */
  readonly instant: boolean;
  /** There are ways through it that wait. */
  readonly waits: boolean;
  readonly hasReachJoin: boolean;
  readonly space: Space;
  /** The last arc of the shortest ways through it. */
  readonly instantEnd: Arc | null;
  readonly waitingEnd: Arc | null;
}

/** A token that is about to be where a flow leads, or at a node no flow leads to. */
export type Arrival = { readonly flow: number } | { readonly node: number };

export type Passed =
  /** A node, and the flows taken from it; null: a token waits there now. */
  | { readonly node: number; readonly flows: readonly number[] | null; readonly block?: undefined }
  | { readonly block: Block; readonly phase: 'instant' | 'enter' };

export interface Moving {
  readonly tokens: number[];
  readonly queue: Arrival[];
  readonly trace: Passed[];
  /** Data has decided something on the way. */
  data: boolean;
  /** How the scope was left as a whole; null: it was not. */
  ended: number | null;
}

export type Action =
  /** The scope opens, by this start event where there are several. */
  | { readonly kind: 'start'; readonly node: number }
  /** What waits here is done; where nothing in the scope waits for it, by what the node is left with. */
  | { readonly kind: 'complete'; readonly node: number }
  /** The event happens; `at` is where it was waited for. */
  | { readonly kind: 'event'; readonly node: number; readonly at: number }
  /** Somebody begins an activity of an ad-hoc sub-process. */
  | { readonly kind: 'begin'; readonly node: number }
  /** Everything on the way through a block. */
  | { readonly kind: 'block'; readonly block: Block };

/** How one state comes from another; from -1 where the scope opens. */
export interface Arc {
  readonly from: number;
  /** Null where tokens only went on moving. */
  readonly action: Action | null;
  readonly trace: readonly Passed[];
  /** Data has decided something. */
  readonly data: boolean;
}

export interface State {
  readonly marking: Marking;
  /** What still moves. */
  readonly queue: Moving['queue'];
  readonly ended: number | null;
  /** All that lead here, the one by which it was found first. */
  readonly arcs: Arc[];
  /** Everything waits. */
  atRest: boolean;
  /** Everything waits and nothing can happen. */
  stuck: boolean;
}

export interface Space {
  readonly net: Net;
  readonly states: readonly State[];
  /** Nodes that were entered, and by which arc first. */
  readonly reached: ReadonlyMap<number, Arc>;
  /** The same of blocks, by the flow that leads in. */
  readonly blocks: ReadonlyMap<number, Arc>;
  /** The bound was hit, or not all combinations of conditions were tried. */
  readonly cut: boolean;
  /** The state that has all tokens of one on the way to it, and more. */
  readonly grown: number | null;
}
