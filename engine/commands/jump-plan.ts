/** B8 跳转: what a jump consumes, what it passes over, and what forbids it. */

import { requireTrail } from '../core/parts.ts';
import { enclosingScope } from '../core/query.ts';
import type { ElementInstance, InstanceState } from '../core/state.ts';
import { fail, ok, type Result } from '../errors.ts';
import { backwardsOf } from '../model/backwards.ts';
import type { FlowNode, ProcessGraph } from '../model/graph.ts';
import { branchesAround, joinOf, splitOf } from './branches.ts';
import type { DecideContext } from './command.ts';
import { type Place, placeOf } from './place.ts';
import { reachable } from './reach.ts';
import type { JoinChange } from './return-plan.ts';

export interface JumpPlan {
  readonly scope: string;
  readonly def: number;
  readonly node: FlowNode;
  readonly from: readonly string[];
  readonly joins: readonly JoinChange[];
  /** Activities that are passed over. */
  readonly skipped: readonly FlowNode[];
}

export interface JumpRequest {
  /** The element instance whose token jumps. */
  readonly from: string;
  readonly to: string;
  /** The step it starts from is done and not given up. */
  readonly isDone?: boolean;
}

/** Refuses with 'jump-target-invalid' and, where a step marked `noSkip` would be passed over, with 'jump-past-mandatory'. */
export function planJump(
  state: InstanceState,
  { from, to, isDone = false }: JumpRequest,
  context: DecideContext,
): Result<JumpPlan> {
  const place = placeOf(state, from, context.definitions);
  const { graph } = place.definition;
  const scope = enclosingScope(state, place.element);
  const target = graph.nodes[graph.byId.get(to) ?? -1];
  if (!scope || !target || !isPossible(place.node, target))
    return invalid(to, 'no other step of the same scope', '不是同一范围内的其他步骤');
  const now = branchesAround(graph, place.node.index);
  const then = branchesAround(graph, target.index);
  if ([...then].some((branch) => !now.has(branch))) return invalid(to, 'a step inside a branch', '位于并行分支之内');
  const left = [...now].filter((branch) => !then.has(branch)).map(splitOf);
  const skipped = passedOver(graph, place.node, target);
  const blocked = mandatoryIn(state, { place, scope: scope.id, target, skipped, isDone });
  if (blocked) return fail('jump-past-mandatory', { target: to, elementId: blocked.id }, { elementId: blocked.id });
  const inScope = Object.values(state.elements).filter(({ parent }) => parent === scope.id);
  const leaves = ({ node }: ElementInstance): boolean =>
    [...branchesAround(graph, node)].map(splitOf).some((split) => left.includes(split));
  const visit = place.element.item === undefined ? from : (place.element.parent ?? from);
  const tokens = inScope.filter((one) => one.id === visit || (left.length > 0 && leaves(one)));
  return ok({
    scope: scope.id,
    def: place.element.def,
    node: target,
    from: [...new Set([visit, ...tokens.map(({ id }) => id)])],
    joins: emptied(graph, left, inScope),
    skipped,
  });
}

const invalid = (target: string, reason: string, reasonZh: string): Result<never> =>
  fail('jump-target-invalid', { target, reason, reasonZh });

const isPossible = (from: FlowNode, target: FlowNode): boolean =>
  from.index !== target.index &&
  from.parent === target.parent &&
  target.type !== 'startEvent' &&
  target.type !== 'boundaryEvent' &&
  !target.isForCompensation &&
  !target.triggeredByEvent;

/** Joins of the blocks that are left forget the tokens that wait there. */
function emptied(graph: ProcessGraph, splits: readonly number[], inScope: readonly ElementInstance[]): JoinChange[] {
  const joins = new Set(
    splits.flatMap((split) => {
      const node = graph.nodes[split];
      return (node && joinOf(graph, node)?.index) ?? [];
    }),
  );
  return inScope.filter(({ node, arrived }) => arrived && joins.has(node)).map(({ node }) => ({ node, arrived: {} }));
}

/** Nothing where the target lies behind: every way to here leads through it. */
function passedOver(graph: ProcessGraph, from: FlowNode, target: FlowNode): FlowNode[] {
  if (!isReachedWithout(graph, from, target)) return [];
  const ahead = reachable(graph, { from: [from.index], stopAt: ({ index }) => index === target.index });
  if (!ahead.has(target.index)) return [];
  return graph.nodes.filter(
    (node) =>
      node.index !== from.index &&
      node.index !== target.index &&
      isActivity(node) &&
      ahead.has(node.index) &&
      reachable(graph, { from: [node.index], stopAt: ({ index }) => index === from.index }).has(target.index),
  );
}

const isActivity = ({ type, parent }: FlowNode): boolean =>
  parent >= 0 && !type.endsWith('Event') && !type.endsWith('Gateway');

/** Whether there is a way from a beginning of the scope to `one` that does not lead through `other`. */
function isReachedWithout(graph: ProcessGraph, one: FlowNode, other: FlowNode): boolean {
  const begins = graph.nodes.filter(
    ({ parent, type, incoming, attachedTo }) =>
      parent === one.parent && attachedTo === null && (type === 'startEvent' || incoming.length === 0),
  );
  const from = begins.map(({ index }) => index).filter((index) => index !== other.index);
  if (from.includes(one.index)) return true;
  return reachable(graph, { from, stopAt: ({ index }) => index === other.index }).has(one.index);
}

interface Passing {
  readonly place: Place;
  readonly scope: string;
  readonly target: FlowNode;
  readonly skipped: readonly FlowNode[];
  readonly isDone: boolean;
}

/** What is passed over; what is left undone here; and what every way to the target leads through, unless it is done. */
function mandatoryIn(
  state: InstanceState,
  { place, scope, target, skipped, isDone: isHereDone }: Passing,
): FlowNode | undefined {
  requireTrail(state);
  const { graph } = place.definition;
  const isAhead = isReachedWithout(graph, place.node, target);
  const isDone = ({ index }: FlowNode): boolean =>
    state.trail.some(
      (entry) => entry.scope === scope && entry.node === index && entry.outcome === 'approved' && !entry.added,
    );
  const must = graph.nodes.filter(({ user, parent }) => backwardsOf(user).noSkip && parent === target.parent);
  return must.find((node) => {
    if (node === target || !isAhead) return false;
    if (node === place.node) return !isHereDone;
    if (skipped.includes(node)) return true;
    return !isDone(node) && !isReachedWithout(graph, target, node);
  });
}
