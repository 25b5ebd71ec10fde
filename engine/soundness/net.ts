/** What one exploration works on: a scope, or a part of it between two flows, with the blocks that have been reduced to one place. */
import type { FlowNode, ProcessGraph, SequenceFlow } from '../model/graph.ts';
import type { Block } from './block.ts';
import { type OutputContext, type Outputs, outputsOf } from './outputs.ts';
import { Places } from './places.ts';

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

  leaving(node: FlowNode, context?: OutputContext): Outputs['alternatives'] {
    const key = `${node.index}${context?.waitingForStart ?? ''}`;
    const outputs = this.outputs.get(key) ?? outputsOf(this.graph, node, context);
    this.outputs.set(key, outputs);
    if (outputs.cut) this.cut = true;
    return outputs.alternatives;
  }
}

/** Where tokens wait for others (as in the core): they are kept by the flow they came on. */
export function isJoin(node: FlowNode): boolean {
  if (node.activation || node.startQuantity > 1) return true;
  return (node.type === 'parallelGateway' || node.type === 'inclusiveGateway') && node.incoming.length > 1;
}

/** Joins that are asked when nothing moves any more, whether something can still come. */
export const isReachJoin = (node: FlowNode): boolean => node.join !== null;

export const isActivity = ({ type }: FlowNode): boolean => !type.endsWith('Event') && !type.endsWith('Gateway');

/** The link target of a link throw event; null for every other node. */
export function linkTarget(graph: ProcessGraph, node: FlowNode): number | null {
  if (node.type !== 'intermediateThrowEvent') return null;
  const name = linkName(node);
  if (name === null) return null;
  const beside = graph.nodes[node.parent]?.children ?? [];
  return beside.find((index) => isLinkCatch(graph.nodes[index], name)) ?? null;
}

function isLinkCatch(node: FlowNode | undefined, name: string): boolean {
  return node?.type === 'intermediateCatchEvent' && linkName(node) === name;
}

export function linkName({ events }: FlowNode): string | null {
  const link = events.find((event) => event.kind === 'link');
  return link?.kind === 'link' ? link.name : null;
}
