import type { TrailEntry } from '../core/state.ts';
import type { ProcessGraph } from '../model/graph.ts';
import { predecessors } from './reach.ts';

export interface Visit {
  readonly node: number;
  /** When it began, epoch ms. */
  readonly at: number;
}

export interface ScopeHistory {
  readonly graph: ProcessGraph;
  /** Finished human visits of the scope instance, oldest first. */
  readonly trail: readonly TrailEntry[];
  /** Nodes where something is open now. */
  readonly open: ReadonlySet<number>;
}

/**
 * The human visits a visit may have come from, by node: back along the flows from one human visit to the one before it in time. A user task
 * nobody has been at stops the way: what lies behind it in the drawing belongs to another branch, or to a round that never was.
 */
export function humanLineage({ graph, trail, open }: ScopeHistory, visit: Visit): ReadonlyMap<number, TrailEntry> {
  const found = new Map<number, TrailEntry>();
  const seen = new Map<number, number>();
  const ways: Visit[] = [visit];
  for (let way = ways.pop(); way; way = ways.pop()) {
    for (const node of predecessors(graph, way.node)) {
      if ((seen.get(node) ?? Number.NEGATIVE_INFINITY) >= way.at) continue;
      seen.set(node, way.at);
      const { at } = way;
      if (graph.nodes[node]?.type !== 'userTask') {
        ways.push({ node, at });
        continue;
      }
      const entry = trail.findLast((one) => one.node === node && one.at <= at && isDone(one));
      if (entry && entry.at >= (found.get(node)?.at ?? Number.NEGATIVE_INFINITY)) found.set(node, entry);
      if (entry || open.has(node)) ways.push({ node, at: entry?.at ?? at });
    }
  }
  return found;
}

/**
 * The visits whose completion led here: back along the flows to the first user tasks on each way, as they were last done. Several where branches met.
 */
export function nearestVisits({ graph, trail }: Omit<ScopeHistory, 'open'>, visit: Visit): TrailEntry[] {
  return nearestSteps(graph, visit.node).flatMap((node) => {
    const entry = trail.findLast((one) => one.node === node && one.at <= visit.at && isDone(one));
    return entry ? trail.filter((one) => one.node === node && one.visit === entry.visit && isDone(one)) : [];
  });
}

/** The first user tasks on each way back from a node, by the drawing. */
function nearestSteps(graph: ProcessGraph, from: number): number[] {
  const seen = new Set<number>();
  const steps: number[] = [];
  const ways = predecessors(graph, from);
  for (let node = ways.pop(); node !== undefined; node = ways.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (graph.nodes[node]?.type === 'userTask') steps.push(node);
    else ways.push(...predecessors(graph, node));
  }
  return steps;
}

/** What a visit did not end by: the token was taken back, or others decided. */
const UNDONE: ReadonlySet<string> = new Set([
  'returned',
  'voided:return',
  'voided:sibling',
  'voided:removed',
  'voided:withdrawn',
]);

/** Who was added answered beside who did the step. */
const isDone = ({ outcome, added }: TrailEntry): boolean => !added && !UNDONE.has(outcome);
