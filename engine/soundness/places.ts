/**
 * Where a token can be, and what else is to be remembered, as one number each. A marking is the sorted list of them, one entry per token; what is
 * remembered lies above all tokens.
 */
import type { ProcessGraph } from '../model/graph.ts';

export type Marking = readonly number[];

export class Places {
  private readonly nodes: number;
  private readonly flows: number;

  constructor({ nodes, flows }: Pick<ProcessGraph, 'nodes' | 'flows'>) {
    this.nodes = nodes.length;
    this.flows = flows.length;
  }

  /** An activity or event that waits. */
  node(index: number): number {
    return index;
  }

  /** A token on its way into a join. */
  flow(index: number): number {
    return this.nodes + index;
  }

  /** A token somewhere in the block behind the flow. */
  block(entry: number): number {
    return this.nodes + this.flows + entry;
  }

  /** This event, which does not interrupt, has happened. */
  happened(node: number): number {
    return this.nodes + 2 * this.flows + node;
  }

  /** The complex join has taken a token of this flow and waits for its reset. */
  fired(flow: number): number {
    return 2 * this.nodes + 2 * this.flows + flow;
  }

  /** This activity of an ad-hoc sub-process has been started; of the sub-process itself: its condition has held. */
  begun(node: number): number {
    return 2 * this.nodes + 3 * this.flows + node;
  }

  isToken(place: number): boolean {
    return place < this.nodes + 2 * this.flows;
  }

  nodeOf(place: number): number | null {
    return place < this.nodes ? place : null;
  }

  flowOf(place: number): number | null {
    const flow = place - this.nodes;
    return flow >= 0 && flow < this.flows ? flow : null;
  }

  blockOf(place: number): number | null {
    const entry = place - this.nodes - this.flows;
    return entry >= 0 && entry < this.flows ? entry : null;
  }

  firedFlowOf(place: number): number | null {
    const flow = place - 2 * this.nodes - 2 * this.flows;
    return flow >= 0 && flow < this.flows ? flow : null;
  }

  happenedNodeOf(place: number): number | null {
    const node = place - this.nodes - 2 * this.flows;
    return node >= 0 && node < this.nodes ? node : null;
  }
}

export const sorted = (places: readonly number[]): Marking => [...places].sort((a, b) => a - b);

export function countOf(places: readonly number[], place: number): number {
  let count = 0;
  for (const each of places) if (each === place) count++;
  return count;
}

/** Takes one token away; it must be there. */
export function take(places: number[], place: number): void {
  const at = places.indexOf(place);
  if (at < 0) throw new Error(`Expected a token at place ${place}, but there is none.`);
  places.splice(at, 1);
}

/** Whether `more` has all tokens of `less` and at least one besides. Both are sorted. */
export function covers(more: Marking, less: Marking): boolean {
  if (more.length <= less.length) return false;
  let at = 0;
  for (const place of less) {
    while (at < more.length && (more[at] as number) < place) at++;
    if (more[at] !== place) return false;
    at++;
  }
  return true;
}
