/**
 * What going back does to the tokens of the scope instance. Consumed is what descends from the finished visit at the target: element
 * instances that were entered after it ended, at nodes it can lead to without passing where one stands; and the current visit with what
 * its boundary events have started. So the siblings of a branch stay (B2 a), and a target before a split takes back all its branches (B2 b).
 */
import { enclosingScope } from '../core/query.ts';
import type { ElementInstance, InstanceState, ReturnTicket, TrailEntry } from '../core/state.ts';
import type { Trigger } from '../core/trigger.ts';
import type { FlowNode, ProcessGraph } from '../model/graph.ts';
import { isJoin, reachable } from './reach.ts';
import type { ReturnTarget } from './return-targets.ts';
import type { TakenTask } from './take-task.ts';

export type JoinChange = NonNullable<Extract<Trigger, { kind: 'moveToken' }>['joins']>[number];

/** Where tokens stand and what is known of them. */
export interface Situation {
  readonly graph: ProcessGraph;
  /** Where one stands now: what lies behind is not looked at. */
  readonly current: ReadonlySet<number>;
  readonly target: number;
  /** Nodes the target leads to without passing where one stands. */
  readonly between: ReadonlySet<number>;
  /** What stays in the scope, waiting joins included. */
  readonly staying: readonly ElementInstance[];
}

export interface ReturnPlan {
  readonly scope: string;
  readonly node: number;
  readonly from: readonly string[];
  readonly joins: readonly JoinChange[];
  /** Tokens that joins get back: those of branches whose results stand. */
  readonly filled: ReturnTicket['filled'];
  /** Whether tokens other than that of the visit are taken back. */
  readonly takesBack: boolean;
}

export interface ReturnRequest {
  readonly taken: TakenTask;
  readonly target: Pick<ReturnTarget, 'node'> & { readonly entry: Pick<TrailEntry, 'at'> };
}

export function planReturn(
  state: InstanceState,
  { taken, target: { node: target, entry } }: ReturnRequest,
): ReturnPlan {
  const { element, node: current, definition, task } = taken;
  const { graph } = definition;
  const scope = enclosingScope(state, element);
  if (!scope) throw new Error(`Expected ${element.id} to lie in a scope, but it is the root.`);
  const between = reachable(graph, { from: [target.index], stopAt: ({ index }) => index === current.index });
  const started = reachable(graph, {
    from: current.boundaries,
    stopAt: (node) => node.index === current.index || isJoin(node),
  });
  const isOwn = ({ node, since, arrived }: ElementInstance): boolean =>
    node === current.index || (!arrived && started.has(node) && since >= task.createdAt);
  const descends = ({ node, since, arrived }: ElementInstance): boolean =>
    !arrived && between.has(node) && since >= entry.at;
  const inScope = Object.values(state.elements).filter(({ parent }) => parent === scope.id);
  const from = inScope.filter((one) => isOwn(one) || descends(one));
  const staying = inScope.filter((one) => !from.includes(one));
  const situation = { graph, current: new Set([current.index]), target: target.index, between, staying };
  const joins = joinChanges(situation);
  const moved = joins.map((change) => ({ change, before: waitingAt(staying, change.node) }));
  return {
    scope: scope.id,
    node: target.index,
    from: from.map(({ id }) => id),
    joins,
    filled: moved.flatMap(({ change, before }) => moreIn(change.arrived, before, change.node)),
    takesBack:
      from.some((one) => !isOwn(one)) ||
      moved.some(({ change, before }) => moreIn(before, change.arrived, change.node).length > 0),
  };
}

export const waitingAt = (elements: readonly ElementInstance[], join: number): Readonly<Record<string, number>> =>
  elements.find(({ node, arrived }) => node === join && arrived)?.arrived ?? {};

type Tokens = Readonly<Record<string, number>>;

function moreIn(one: Tokens, other: Tokens, node: number): { readonly node: number; readonly flow: number }[] {
  return Object.keys(one)
    .filter((flow) => (one[flow] ?? 0) > (other[flow] ?? 0))
    .map((flow) => ({ node, flow: Number(flow) }));
}

export function joinChanges(situation: Situation): JoinChange[] {
  const { graph, between } = situation;
  return graph.nodes
    .filter((node) => between.has(node.index) && isJoin(node))
    .flatMap((join) => changeOf(situation, join));
}

/** Tokens that wait at the join and came by flows that lead from the target are consumed; the others stay. */
function changeOf(situation: Situation, join: FlowNode): JoinChange[] {
  const waiting = waitingAt(situation.staying, join.index);
  const arrived: Record<string, number> = {};
  for (const flow of join.incoming) {
    const source = situation.graph.flows[flow]?.source ?? -1;
    const comesFromTarget =
      source === situation.target || (!situation.current.has(source) && situation.between.has(source));
    const stays = comesFromTarget ? 0 : (waiting[flow] ?? 0);
    const left = stays > 0 ? stays : missingAt(situation, join, source);
    if (left > 0) arrived[flow] = left;
  }
  const flows = [...new Set([...Object.keys(waiting), ...Object.keys(arrived)])];
  return flows.every((flow) => (waiting[flow] ?? 0) === (arrived[flow] ?? 0)) ? [] : [{ node: join.index, arrived }];
}

/**
 * A branch is reopened after its parallel join was passed (B2 d): the results of the other branches stand, so the join gets their tokens
 * back. A flow gets none if the reopened branch or something that is still on its way will bring one.
 */
function missingAt({ graph, current, target, staying }: Situation, join: FlowNode, source: number): number {
  if (join.type !== 'parallelGateway') return 0;
  const after = reachable(graph, { from: [join.index], stopAt: ({ index }) => current.has(index) });
  if (![...current].some((index) => after.has(index))) return 0;
  const from = [target, ...staying.filter(({ arrived }) => !arrived).map(({ node }) => node)];
  const willCome =
    from.includes(source) || reachable(graph, { from, stopAt: ({ index }) => index === join.index }).has(source);
  return willCome ? 0 : 1;
}
