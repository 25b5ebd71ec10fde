/** Where a task may be returned to (B1, B2): finished human visits of the same scope instance that can still reach the task. */
import { enclosingScope } from '../core/query.ts';
import type { InstanceState, TrailEntry } from '../core/state.ts';
import { fail, ok, type Result } from '../errors.ts';
import type { Definitions, FlowNode } from '../model/graph.ts';
import { type Place, placeOf } from './place.ts';
import { canReach, reachesWithoutJoin } from './reach.ts';
import type { TakenTask } from './take-task.ts';

export interface ReturnTarget {
  readonly entry: TrailEntry;
  readonly node: FlowNode;
}

/** Every place the task may go back to, the nearest visit first, each node once with its latest visit. */
export function returnTargets(state: InstanceState, taskId: string, definitions: Definitions): ReturnTarget[] {
  const task = state.tasks[taskId];
  if (!task) return [];
  return targetsOf(state, { ...placeOf(state, task.element, definitions), task });
}

interface Position extends Place {
  readonly task: { readonly createdAt: number };
}

function targetsOf(state: InstanceState, { element, definition, node, task }: Position): ReturnTarget[] {
  const { graph } = definition;
  const scope = enclosingScope(state, element)?.id;
  const found = new Map<number, ReturnTarget>();
  for (const entry of state.trail.toReversed()) {
    const target = graph.nodes[entry.node];
    const isEarlier = entry.scope === scope && entry.outcome === 'approved' && entry.at <= task.createdAt;
    if (!isEarlier || !target || found.has(entry.node) || entry.node === node.index) continue;
    if (canReach(graph, entry.node, node.index)) found.set(entry.node, { entry, node: target });
  }
  return [...found.values()];
}

export interface ReturnRequest {
  readonly taken: TakenTask;
  /** An element id, or the id of an ended task of the case. Null: the previous human visit. */
  readonly to: string | null;
}

/** Refuses with 'return-target-missing', 'return-target-invalid' or 'return-target-ambiguous'. */
export function chooseReturnTarget(state: InstanceState, { taken, to }: ReturnRequest): Result<ReturnTarget> {
  const elementId = taken.node.id;
  const possible = targetsOf(state, taken);
  const nearest = possible[0];
  if (!nearest) return fail('return-target-missing', { elementId }, { elementId });
  const targets = possible.map(({ node }) => node.id).join(', ');
  if (to !== null) {
    const wanted = state.trail.find(({ taskId }) => taskId === to)?.node;
    const chosen = possible.find(({ node }) => node.id === to || node.index === wanted);
    return chosen ? ok(chosen) : fail('return-target-invalid', { target: to, targets }, { elementId });
  }
  const isPrevious = reachesWithoutJoin(taken.definition.graph, nearest.node.index, taken.node.index);
  if (possible.length === 1 || isPrevious) return ok(nearest);
  return fail('return-target-ambiguous', { elementId, targets }, { elementId });
}
