/** Tokens without bound: a state that has all tokens of one on the way to it, and more, and can do again what led there. */
import { groupsFrom, type Place } from './groups.ts';
import type { Action, Arc, Arrival, Net, Passed, State } from './net.ts';
import { isReachJoin } from './nodes.ts';
import { covers, sorted } from './places.ts';

/** More tokens than this never move at once but where each becomes several in a circle. */
const MOVE_AT_ONCE = 2_000;
/** How often it is done again where joins ask for other tokens, and more tokens may therefore allow less. */
const REPEATS = 3;

export function growsFrom(net: Net, states: readonly State[], index: number): boolean {
  const grown = states[index] as State;
  if (grown.queue.length > MOVE_AT_ONCE) return true;
  const way: Arc[] = [];
  for (let arc = grown.arcs[0]; arc && arc.from >= 0; arc = states[arc.from]?.arcs[0]) {
    way.unshift(arc);
    const earlier = states[arc.from] as State;
    if (!covers(grown.marking, earlier.marking) || !sameQueue(grown, earlier) || !sameMemory(net, grown, earlier))
      continue;
    return !asks(net) || repeats(net, grown, way);
  }
  return false;
}

const ASKING = new WeakMap<Net, boolean>();

function asks(net: Net): boolean {
  const known = ASKING.get(net) ?? net.scope.children.some((index) => isReachJoin(net.node(index)));
  ASKING.set(net, known);
  return known;
}

function repeats(net: Net, grown: State, way: readonly Arc[]): boolean {
  let at: Place = grown;
  for (let round = 0; round < REPEATS; round++) {
    const before = at.marking;
    for (const { action, trace } of way) {
      const next = follow(net, at, action, trace);
      if (!next) return false;
      at = next;
    }
    if (!covers(at.marking, before)) return false;
  }
  return true;
}

function follow(net: Net, at: Place, action: Action | null, trace: readonly Passed[]) {
  for (const { ways } of groupsFrom(net, at)) {
    const found = ways.find((way) => sameAction(way.action, action) && sameTrace(way.end.trace, trace));
    if (found) return { marking: sorted(found.end.tokens), queue: found.end.queue };
  }
  return null;
}

function sameAction(a: Action | null, b: Action | null): boolean {
  if (!a || !b || a.kind === 'block' || b.kind === 'block') {
    return a === b || (a?.kind === 'block' && b?.kind === 'block' && a.block === b.block);
  }
  return a.kind === b.kind && a.node === b.node;
}

function sameTrace(a: readonly Passed[], b: readonly Passed[]): boolean {
  const text = (passed: Passed) => (passed.block ? `b${passed.block.entry}` : `${passed.node}:${passed.flows?.join()}`);
  return a.length === b.length && a.every((passed, at) => text(passed) === text(b[at] as Passed));
}

function sameMemory(net: Net, a: State, b: State): boolean {
  const memory = ({ marking }: State) => marking.filter((place) => !net.places.isToken(place)).join();
  return memory(a) === memory(b);
}

const sameQueue = (a: State, b: State): boolean =>
  a.queue.length === b.queue.length && a.queue.every((arrival, at) => sameArrival(arrival, b.queue[at]));

function sameArrival(a: Arrival, b: Arrival | undefined): boolean {
  if (b === undefined) return false;
  if ('flow' in a) return 'flow' in b && a.flow === b.flow;
  return 'node' in b && a.node === b.node;
}
