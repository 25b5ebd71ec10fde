/**
 * What a return does to the tokens of the scope instance. Consumed is what descends from the finished visit at the target: element
 * instances that were entered after it ended, at nodes it can lead to without passing the current node; and the current visit with what
 * its boundary events have started. So the siblings of a branch stay (B2 a), and a target before a split takes back all its branches (B2 b).
 */
import { enclosingScope } from '../core/query.ts';
import type { ElementInstance, InstanceState } from '../core/state.ts';
import type { Trigger } from '../core/trigger.ts';
import type { FlowNode, ProcessGraph } from '../model/graph.ts';
import type { AdvanceInput } from './advance.ts';
import { isJoin, reachable } from './reach.ts';
import type { ReturnTarget } from './return-targets.ts';
import type { TakenTask } from './take-task.ts';

type JoinChange = NonNullable<Extract<Trigger, { kind: 'moveToken' }>['joins']>[number];

interface Situation {
  readonly graph: ProcessGraph;
  readonly current: FlowNode;
  readonly target: number;
  /** Nodes the target leads to without passing the current one. */
  readonly between: ReadonlySet<number>;
  /** What stays in the scope, waiting joins included. */
  readonly staying: readonly ElementInstance[];
}

export function planReturn(
  state: InstanceState,
  taken: TakenTask,
  { node: target, entry }: ReturnTarget,
): AdvanceInput {
  const { element, node: current, definition, task } = taken;
  const { graph } = definition;
  const scope = enclosingScope(state, element);
  if (!scope) throw new Error(`Expected ${element.id} to lie in a scope, but it is the root.`);
  const between = reachable(graph, { from: [target.index], stopAt: ({ index }) => index === current.index });
  const started = reachable(graph, {
    from: current.boundaries,
    stopAt: (node) => node.index === current.index || isJoin(node),
  });
  const isConsumed = ({ node, since, arrived }: ElementInstance): boolean => {
    if (node === current.index) return true;
    if (arrived) return false;
    return (between.has(node) && since >= entry.at) || (started.has(node) && since >= task.createdAt);
  };
  const inScope = Object.values(state.elements).filter(({ parent }) => parent === scope.id);
  const staying = inScope.filter((other) => !isConsumed(other));
  const trigger = {
    kind: 'moveToken',
    from: inScope.filter(isConsumed).map(({ id }) => id),
    scope: scope.id,
    node: target.index,
    reason: 'return',
    joins: joinChanges({ graph, current, target: target.index, between, staying }),
  } as const;
  return { trigger, returnTo: { scope: scope.id, node: target.index, user: entry.onBehalfOf ?? entry.by } };
}

function joinChanges(situation: Situation): JoinChange[] {
  const { graph, between } = situation;
  return graph.nodes
    .filter((node) => between.has(node.index) && isJoin(node))
    .flatMap((join) => changeOf(situation, join));
}

/** Tokens that wait at the join and came by flows that lead from the target are consumed; the others stay. */
function changeOf(situation: Situation, join: FlowNode): JoinChange[] {
  const waiting = situation.staying.find(({ node, arrived }) => node === join.index && arrived)?.arrived ?? {};
  const arrived: Record<string, number> = {};
  for (const flow of join.incoming) {
    const source = situation.graph.flows[flow]?.source ?? -1;
    const comesFromTarget =
      source === situation.target || (source !== situation.current.index && situation.between.has(source));
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
  const wasPassed = reachable(graph, { from: [join.index], stopAt: ({ index }) => index === current.index }).has(
    current.index,
  );
  if (!wasPassed) return 0;
  const from = [target, ...staying.filter(({ arrived }) => !arrived).map(({ node }) => node)];
  const willCome =
    from.includes(source) || reachable(graph, { from, stopAt: ({ index }) => index === join.index }).has(source);
  return willCome ? 0 : 1;
}
