/** What came of a completed step: the tokens it put on its way, as far as they have got without anybody's help. */
import type { ElementInstance, InstanceState, TrailEntry } from '../core/state.ts';
import { backwardsOf } from '../model/backwards.ts';
import type { RetrieveSpec } from '../model/backwards-spec.ts';
import type { FlowNode, ProcessGraph } from '../model/graph.ts';
import type { DecideContext } from './command.ts';
import { reachable } from './reach.ts';
import { type JoinChange, joinChanges, waitingAt } from './return-plan.ts';

export interface Produce {
  /** Element instances that came of it, and what waits at joins for others not among them. */
  readonly from: readonly string[];
  readonly joins: readonly JoinChange[];
  /** Nodes they passed or stand at. */
  readonly nodes: ReadonlySet<number>;
}

export interface Completed {
  readonly entry: TrailEntry;
  readonly graph: ProcessGraph;
}

export function produceOf(state: InstanceState, { entry, graph }: Completed): Produce {
  const inScope = Object.values(state.elements).filter(({ parent }) => parent === entry.scope);
  const waits = new Set(inScope.filter(({ arrived }) => arrived).map(({ node }) => node));
  const isFront = ({ type, index }: FlowNode): boolean => type === 'userTask' || waits.has(index);
  const nodes = reachable(graph, { from: [entry.node], stopAt: isFront });
  const came = inScope.filter(({ node, since, arrived }) => !arrived && nodes.has(node) && since >= entry.at);
  const joins = joinChanges({
    graph,
    current: new Set([...came.map(({ node }) => node), ...[...waits].filter((join) => nodes.has(join))]),
    target: entry.node,
    between: nodes,
    staying: inScope.filter((one) => !came.includes(one)),
  });
  return { from: came.map(({ id }) => id), joins, nodes };
}

export interface Wish extends Pick<Completed, 'entry'> {
  readonly node: FlowNode;
  readonly produce: Produce;
}

interface Reason {
  readonly reason: string;
  readonly reasonZh: string;
}

/** Undefined where it may be taken back. After a split every branch has to be as it was. */
export function whyNotTakenBack(state: InstanceState, wish: Wish, context: DecideContext): Reason | undefined {
  const { entry, node, produce } = wish;
  const { until, withinMs } = backwardsOf(node.user).retrieve;
  if (!state.elements[entry.scope]) return because('its part of the case is over', '所在环节已结束');
  if (withinMs !== null && context.env.now - entry.at > withinMs)
    return because('the time for it is over', '已超过可拿回的时限');
  const loses = produce.joins.some((change) => isLess(state, entry.scope, change));
  if (produce.from.length === 0 && !loses) return because('nothing that came of it is open', '其后续均已不在办');
  if (wasHandled(state, wish)) return because('somebody has dealt with what came of it', '后续人员已办理');
  if (wasTold(state, wish, context)) return because('something has been sent outside since', '已对外发出消息');
  if (wasNotified(state, entry))
    return because('a notice with a time limit has been issued since', '已发出涉及期限的通知');
  const inside = treesOf(state, produce.from);
  const touched = Object.values(state.tasks).some((task) => inside.has(task.element) && isTouched(task, until));
  return touched ? because('somebody has begun what came of it', '后续人员已查看或开始办理') : undefined;
}

const because = (reason: string, reasonZh: string): Reason => ({ reason, reasonZh });

function isLess({ elements }: InstanceState, scope: string, { node, arrived }: JoinChange): boolean {
  const before = waitingAt(
    Object.values(elements).filter(({ parent }) => parent === scope),
    node,
  );
  return Object.keys(before).some((flow) => (before[flow] ?? 0) > (arrived[flow] ?? 0));
}

/** Someone ended a task at a node the tokens came to. */
function wasHandled({ trail }: InstanceState, { entry, produce }: Wish): boolean {
  const own = trail.indexOf(entry);
  return trail.some(
    (other, position) =>
      position > own && other.scope === entry.scope && other.by !== null && produce.nodes.has(other.node),
  );
}

/** Messages, signals and work asked of the outside, at the nodes passed or in what lies inside them. */
function wasTold({ told = {}, definitions }: InstanceState, { entry, produce }: Wish, context: DecideContext): boolean {
  const { graph } = context.definitions.byId(definitions[entry.def] ?? '');
  const calls = [...produce.nodes].some((index) => graph.nodes[index]?.type === 'callActivity');
  return Object.entries(told).some(([place, at]) => {
    const [def = -1, node = -1] = place.split(' ').map(Number);
    if (at < entry.at) return false;
    return def === entry.def ? isWithin(graph, node, produce.nodes) : calls;
  });
}

function isWithin(graph: ProcessGraph, node: number, nodes: ReadonlySet<number>): boolean {
  for (let index = node; index > 0; index = graph.nodes[index]?.parent ?? -1) if (nodes.has(index)) return true;
  return false;
}

/** Clocks of the case, not of steps, move only with a notice. */
const wasNotified = ({ clocks = [] }: InstanceState, { at }: TrailEntry): boolean =>
  clocks.some((record) => record.clock !== 'step' && record.at >= at);

function treesOf({ elements }: InstanceState, roots: readonly string[]): ReadonlySet<string> {
  const inside = new Set(roots);
  const isInside = ({ parent }: ElementInstance): boolean => parent !== null && inside.has(parent);
  for (let grown = true; grown; ) {
    const more = Object.values(elements).filter((element) => !inside.has(element.id) && isInside(element));
    for (const { id } of more) inside.add(id);
    grown = more.length > 0;
  }
  return inside;
}

type Touchable = InstanceState['tasks'][string];

/** A task that is for one person is theirs from the beginning; one for several is claimed by somebody's hand. */
function isTouched(task: Touchable, until: RetrieveSpec['until']): boolean {
  const { state, comments, openedAt, assignee, candidateUsers, candidateGroups } = task;
  const isWorked = (state !== 'offered' && state !== 'claimed') || comments.some(({ verb }) => verb !== 'release');
  if (isWorked || until === 'untilHandled') return isWorked;
  const isClaimed = assignee !== null && candidateUsers.length + candidateGroups.length > 0;
  return openedAt !== undefined || (until === 'strict' && isClaimed);
}
