/**
 * When an inclusive join fires and a complex one resets (BPMN 2.0.2 Table 13.3, Table 13.5): asked when nothing moves any more, by the same sets of
 * nodes as in the core.
 */
import type { FlowNode } from '../model/graph.ts';
import { activationOf } from './activation.ts';
import { hasFired, startComplex } from './arrive-at-join.ts';
import { leave } from './leave.ts';
import { branch } from './moving.ts';
import type { Moving, Net } from './net.ts';
import { isReachJoin } from './nodes.ts';
import { countOf, type Marking, take } from './places.ts';

/** The ways on from here, one for each join that may fire now; empty where the step is at rest. */
export function fireReadyJoins(net: Net, it: Moving): Moving[] {
  return waitingJoins(net, it.tokens).flatMap((join) =>
    isReady(net, it.tokens, join) ? fire(net, branch(it), join) : [],
  );
}

function waitingJoins(net: Net, tokens: Marking): FlowNode[] {
  const joins = new Set<FlowNode>();
  for (const place of tokens) {
    const flow = net.places.flowOf(place) ?? net.places.firedFlowOf(place);
    if (flow === null || flow === net.stopAt) continue;
    const node = net.target(flow);
    if (isReachJoin(node)) joins.add(node);
  }
  return [...joins];
}

function fire(net: Net, it: Moving, join: FlowNode): Moving[] {
  if (join.activation && !hasFired(net, it, join)) {
    it.data = true;
    return startComplex(net, it, join);
  }
  const filled = join.incoming.filter((flow) => countOf(it.tokens, net.places.flow(flow)) > 0);
  const fired = join.incoming.filter((flow) => it.tokens.includes(net.places.fired(flow)));
  for (const flow of filled) if (!fired.includes(flow)) take(it.tokens, net.places.flow(flow));
  for (const flow of fired) take(it.tokens, net.places.fired(flow));
  if (!join.activation) return leave(net, it, join);
  return reset(net, it, join);
}

/** At the reset a flow without condition gets no second token, and no flow at all is no failure. */
function reset(net: Net, it: Moving, join: FlowNode): Moving[] {
  const chosen = net.leaving(join, { waitingForStart: false });
  const isJudged = (flow: number) => net.flow(flow).condition !== null || flow === join.defaultFlow;
  const alternatives = chosen.map(({ flows, free }) => ({ flows: flows.filter(isJudged), free }));
  const isFree = alternatives.some(({ free }) => free);
  const canBeNone = join.defaultFlow === null && join.outgoing.every(isJudged) && (isFree || chosen.length <= 1);
  const isSure = chosen.length === 1 && !isFree;
  if (!canBeNone || isSure) return leave(net, it, join, alternatives);
  return leave(net, it, join, [...alternatives, { flows: [], free: chosen.length > 0 }]);
}

function isReady(net: Net, tokens: Marking, join: FlowNode): boolean {
  const there = new Set(tokens);
  const hasStarted = join.incoming.some((flow) => there.has(net.places.fired(flow)));
  const arrived = new Set(
    join.incoming.filter((flow) => there.has(net.places.flow(flow)) || there.has(net.places.fired(flow))),
  );
  if (join.activation && !hasStarted && activationOf(net, tokens, join) !== null) return false;
  if (arrived.size === join.incoming.length) return true;
  for (const place of there) {
    const node = nodeAt(net, place);
    if (node !== null && node !== join.index && isAwaited(join, arrived, node)) return false;
  }
  return true;
}

/** The node a token counts at; null for what is no token. */
function nodeAt(net: Net, place: number): number | null {
  const flow = net.places.flowOf(place) ?? net.places.firedFlowOf(place);
  if (flow !== null) return flow === net.stopAt ? null : net.target(flow).index;
  const entry = net.places.blockOf(place);
  return entry === null ? net.places.nodeOf(place) : (net.blocks.get(entry)?.entryNode ?? null);
}

/** Whether a token at the node may still bring the join something new. */
function isAwaited(join: FlowNode, arrived: ReadonlySet<number>, node: number): boolean {
  let reachesEmpty = false;
  for (const [position, flow] of join.incoming.entries()) {
    const bits = join.join?.reach[position];
    if ((((bits?.[node >>> 5] ?? 0) >>> (node & 31)) & 1) === 0) continue;
    if (arrived.has(flow)) return false;
    reachesEmpty = true;
  }
  return reachesEmpty;
}
