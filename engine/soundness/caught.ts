/** What handlers around a scope catch from it while it goes on, and whether on every way to its end. */
import type { FlowNode } from '../model/graph.ts';
import { type Arc, type Caught, COMPLETE, type Space } from './net.ts';
import { isFinal } from './outcome.ts';

/** Items of a loop may be none, so what they throw is never certain. */
export function caughtIn(space: Space, scope: FlowNode): Map<number, Caught> {
  const certain = scope.loop === null && !space.cut && space.grown === null;
  return new Map(
    [...space.net.caught].map((handler): [number, Caught] => [
      handler,
      { always: certain && !endsWithout(space, handler) },
    ]),
  );
}

/** Whether some way leads to the end over no step by which the handler catches. */
function endsWithout(space: Space, handler: number): boolean {
  const { states } = space;
  const isFree = ({ trace }: Arc) => !trace.some((passed) => !passed.block && passed.node === handler);
  const found = new Set<number>();
  const reaches = (at: number): boolean =>
    (states[at]?.arcs ?? []).some((arc) => isFree(arc) && (arc.from < 0 || found.has(arc.from)));
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
    return state !== undefined && isFinal(space, state) && (state.ended === null || state.ended === COMPLETE);
  });
}
