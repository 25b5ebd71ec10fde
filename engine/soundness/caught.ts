/** What handlers around a scope catch from it while it goes on: on every way to its end or not, and when. */
import type { FlowNode } from '../model/graph.ts';
import { type Arc, type Caught, COMPLETE, type Space, type State } from './net.ts';
import { isFinal } from './outcome.ts';

/** Where it is not known when: some time, perhaps never. */
export const SOME_TIME: Caught = { always: false, atOpening: false, between: true, atEnd: false };

/** Items of a loop may be none, so what they throw is never certain. */
export function caughtIn(space: Space, scope: FlowNode): Map<number, Caught> {
  const isCertain = scope.loop === null && !space.cut && space.grown === null;
  return new Map(
    [...space.net.caught].map((handler): [number, Caught] => [
      handler,
      isCertain ? momentsOf(space, handler) : SOME_TIME,
    ]),
  );
}

function momentsOf(space: Space, handler: number): Caught {
  const always = !endsWithout(space, handler);
  const opening = openingArcs(space);
  let [isLater, atEnd, between] = [false, false, false];
  const ending = completedWithoutWaiting(space);
  for (const [at, { arcs }] of space.states.entries())
    for (const arc of arcs) {
      if (!catches(arc, handler)) continue;
      if (!opening.has(arc)) isLater = true;
      if (ending.has(at)) atEnd = true;
      else between = true;
    }
  return { always, atOpening: always && !isLater, between, atEnd };
}

/** Those without anything that somebody does. */
function openingArcs({ states }: Space): ReadonlySet<Arc> {
  const found = new Set<Arc>();
  const opened = new Set<number>();
  for (let grew = true; grew; ) {
    grew = false;
    for (const [at, { arcs }] of states.entries())
      for (const arc of arcs) {
        if (found.has(arc) || (arc.from >= 0 && (arc.action !== null || !opened.has(arc.from)))) continue;
        found.add(arc);
        opened.add(at);
        grew = true;
      }
  }
  return found;
}

/** Numbers of the states in which the scope is completed, or in which tokens still move and come to nothing else. */
function completedWithoutWaiting(space: Space): ReadonlySet<number> {
  const next = new Map<number, number[]>();
  for (const [to, { arcs }] of space.states.entries())
    for (const { from } of arcs) {
      const known = next.get(from);
      if (known) known.push(to);
      else next.set(from, [to]);
    }
  const found = new Set<number>();
  for (let grew = true; grew; ) {
    grew = false;
    for (let at = space.states.length - 1; at >= 0; at--) {
      const state = space.states[at] as State;
      const ends = next.get(at) ?? [];
      const moves = !state.atRest && state.ended === null && ends.length > 0;
      if (found.has(at) || !(isCompleted(space, state) || (moves && ends.every((each) => found.has(each))))) continue;
      found.add(at);
      grew = true;
    }
  }
  return found;
}

const catches = ({ trace }: Arc, handler: number): boolean =>
  trace.some((passed) => !passed.block && passed.node === handler);

const isCompleted = (space: Space, state: State): boolean =>
  isFinal(space, state) && (state.ended === null || state.ended === COMPLETE);

/** Whether some way leads to the end over no step by which the handler catches. */
function endsWithout(space: Space, handler: number): boolean {
  const { states } = space;
  const found = new Set<number>();
  const reaches = (at: number): boolean =>
    (states[at]?.arcs ?? []).some((arc) => !catches(arc, handler) && (arc.from < 0 || found.has(arc.from)));
  for (let grew = true; grew; ) {
    grew = false;
    for (const at of states.keys()) {
      if (found.has(at) || !reaches(at)) continue;
      found.add(at);
      grew = true;
    }
  }
  return [...found].some((at) => {
    const state = states[at];
    return state !== undefined && isCompleted(space, state);
  });
}
