/**
 * When an inclusive join fires (BPMN 2.0.2 Table 13.3), and when a complex join that has fired resets (Table 13.5), for which the flows it
 * has taken a token from count as filled: at least one token has arrived, and no token elsewhere in the scope can still
 * reach an incoming flow that is empty, unless it can also reach one that is not. That cannot be judged while tokens move, so it is asked
 * whenever the step has come to rest. A token inside a child scope counts as its sub-process, one at another join as that join.
 */
import type { FlowNode, ProcessGraph } from '../model/graph.ts';
import type { Execution } from './execution.ts';
import { hasIncident } from './incidents.ts';
import { arrivedFlows } from './joins.ts';
import type { ElementInstance } from './state.ts';

/** The inclusive joins that wait and may fire now, by id; empty most of the time. */
export function readyJoins(x: Execution): string[] {
  const ready: string[] = [];
  if (!x.draft.state.definitions.some((_, def) => hasInclusiveJoin(x.definition(def).graph))) return ready;
  for (const element of Object.values(x.draft.state.elements)) {
    if (element.arrived && waitsForOthers(x, element) && isReady(x, element)) ready.push(element.id);
  }
  return ready.sort();
}

/** An inclusive join to fire, a complex one that has fired to reset. */
function waitsForOthers(x: Execution, element: ElementInstance): boolean {
  const { type } = x.node(element);
  return type === 'inclusiveGateway' || (type === 'complexGateway' && element.fired !== undefined);
}

/** Graphs are frozen, so what one contains needs to be looked up only once; most contain none, and no step has to search for any. */
const KNOWN = new WeakMap<ProcessGraph, boolean>();

function hasInclusiveJoin(graph: ProcessGraph): boolean {
  const known = KNOWN.get(graph);
  if (known !== undefined) return known;
  const found = graph.nodes.some((node) => node.join !== null);
  KNOWN.set(graph, found);
  return found;
}

function isReady(x: Execution, join: ElementInstance): boolean {
  const node = x.node(join);
  const arrived = new Set([...arrivedFlows(join, node), ...(join.fired ?? [])]);
  if (arrived.size === 0 || join.parent === null || hasIncident(x, join.id)) return false;
  if (arrived.size === node.incoming.length) return true;
  for (const id of x.children(join.parent)) {
    const token = x.element(id);
    if (id !== join.id && !isWithoutToken(token) && isAwaited(node, arrived, token.node)) return false;
  }
  return true;
}

/** What only undoes others has no token that could move on; an event that waits for them still has its own. */
function isWithoutToken({ compensates, compensating }: ElementInstance): boolean {
  return compensates !== undefined || compensating?.waits === false;
}

/** Whether a token at `token` may still bring the join something new. */
function isAwaited(join: FlowNode, arrived: ReadonlySet<number>, token: number): boolean {
  let reachesEmpty = false;
  for (const [position, flow] of join.incoming.entries()) {
    if (!reaches(join, position, token)) continue;
    if (arrived.has(flow)) return false;
    reachesEmpty = true;
  }
  return reachesEmpty;
}

function reaches(join: FlowNode, position: number, node: number): boolean {
  const bits = join.join?.reach[position];
  if (!bits)
    throw new Error(
      `Expected the join ${join.id} to know who can reach its incoming flow ${position}, but it does not.`,
    );
  return (((bits[node >>> 5] ?? 0) >>> (node & 31)) & 1) === 1;
}
