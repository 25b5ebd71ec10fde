/** What a scope does when it is looked at alone: a scope inside it is one token that waits, its own surroundings are not there. */
import type { FlowNode, ProcessGraph } from '../model/graph.ts';
import { beginningsOf } from './beginnings.ts';
import type { Budget } from './budget.ts';
import { caughtIn, SOME_TIME } from './caught.ts';
import { flowsReachable } from './edges.ts';
import { comesFromOutside, handlersOfAny, mayFail, startsIn } from './handlers.ts';
import { type Caught, COMPLETE, type Inner, Net, type Space } from './net.ts';
import { completes, outcomeOf } from './outcome.ts';
import { nodesReached, scopesOpened } from './parts.ts';
import { manner } from './profile.ts';
import { reduce } from './reduce.ts';
import { explore } from './space.ts';

export interface ScopeFindings extends Inner {
  readonly scope: number;
  readonly space: Space;
  readonly stuck: readonly number[];
  readonly endless: readonly number[];
  /** Nodes inside that some run enters, event sub-processes that may start among them. */
  readonly reached: ReadonlySet<number>;
  /** The scopes among them in which something can happen, event sub-processes aside. */
  readonly opened: ReadonlySet<number>;
}

export type Known = ReadonlyMap<number, ScopeFindings>;

/** `known`: the scopes inside it. */
export function findIn(graph: ProcessGraph, scope: FlowNode, known: Known, budget: Budget): ScopeFindings {
  const whole = new Net({ graph, scope, inner: known, blocks: new Map() });
  const net = scope.adHoc ? whole : reduce(whole, budget);
  const beginnings = beginningsOf(net);
  const flows = flowsReachable(
    net,
    graph.flows.filter(({ source }) => graph.nodes[source]?.parent === scope.index).map(({ index }) => index),
  );
  const space = explore(net, beginnings, { budget, ...manner(net, flows) });
  const { stuck, endless } = outcomeOf(space);
  const instant = !space.states.some(
    (state) => state.atRest && !state.stuck && state.arcs.length > 0 && waits(space, state.marking),
  );
  const reached = nodesReached(space);
  const isBroken = stuck.length > 0 || endless.length > 0 || space.cut || space.grown !== null;
  const exits = new Set(net.exits);
  if (isBroken || completes(space)) exits.add(COMPLETE);
  const opened = scopesOpened(space);
  const caught = caughtIn(space, scope);
  return {
    scope: scope.index,
    space,
    stuck,
    endless,
    instant,
    opened,
    caught,
    ...withSides(graph, { scope, known, reached, exits, instant, caught }),
  };
}

function waits({ net }: Space, marking: readonly number[]): boolean {
  return net.scope.adHoc !== null || marking.some((place) => net.places.isToken(place));
}

interface Sides {
  readonly scope: FlowNode;
  readonly known: Known;
  readonly reached: Set<number>;
  readonly exits: Set<number>;
  readonly instant: boolean;
  readonly caught: Map<number, Caught>;
}

/** Adds what comes from outside: errors at tasks, and event sub-processes with what they in turn may do. */
function withSides(graph: ProcessGraph, sides: Sides): Pick<ScopeFindings, 'reached' | 'exits' | 'mayExits'> {
  const { scope, known, reached, exits, instant, caught } = sides;
  const mayExits = new Set<number>();
  for (const handler of outsideHandlers(graph, sides)) mayExits.add(handler);
  for (let changed = true; changed; ) {
    changed = false;
    for (const index of scope.eventSubProcesses) {
      if (reached.has(index) && startsIn(graph, index).every((start) => !exits.has(start.index))) continue;
      for (const start of startsIn(graph, index)) {
        const isThrown =
          reached.has(start.index) || mayExits.has(start.index) || exits.has(start.index) || caught.delete(start.index);
        if (!isThrown && !(comesFromOutside(start) && !instant)) continue;
        const inner = known.get(index);
        const into = exits.has(start.index) ? exits : mayExits;
        exits.delete(start.index);
        mayExits.delete(start.index);
        reached.add(index).add(start.index);
        for (const exit of inner?.exits ?? []) if (exit !== COMPLETE || start.interrupting) into.add(exit);
        for (const exit of inner?.mayExits ?? []) mayExits.add(exit);
        for (const handler of inner?.caught.keys() ?? []) caught.set(handler, SOME_TIME);
        changed = true;
      }
    }
  }
  return { reached, exits, mayExits };
}

/** Where errors and escalations from outside may lead to, other than a border inside the scope. */
function outsideHandlers(graph: ProcessGraph, { scope, known, reached }: Sides): number[] {
  const isFurther = (handler: number) => graph.nodes[graph.nodes[handler]?.attachedTo ?? -1]?.parent !== scope.index;
  return [...reached].flatMap((index) => {
    const node = graph.nodes[index];
    if (!node || node.parent !== scope.index) return [];
    const own = mayFail(node) ? handlersOfAny(graph, index, 'error') : [];
    const called = node.type === 'callActivity' ? handlersOfAny(graph, index, 'escalation') : [];
    return [...own, ...called, ...(known.get(index)?.mayExits ?? [])].filter(
      (handler) => handler !== COMPLETE && isFurther(handler),
    );
  });
}
