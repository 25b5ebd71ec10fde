/** What the states that were found say: whether each can still come to an end. */
import { type Arc, COMPLETE, type Space, type State } from './net.ts';

export interface Outcome {
  /** Nothing can happen any more, and it is no end; the nearest first. */
  readonly stuck: readonly number[];
  /** No end can be reached from here although something can always happen; the nearest first. Empty where not all states are known. */
  readonly endless: readonly number[];
}

export function outcomeOf(space: Space): Outcome {
  const { states, cut, grown } = space;
  const finals = states.flatMap((state, index) => (isFinal(space, state) ? [index] : []));
  const stuck = states.flatMap((state, index) => (state.stuck && !isFinal(space, state) ? [index] : []));
  if (cut || grown !== null) return { stuck: nearestFirst(space, stuck), endless: [] };
  const ends = backwards(states, finals);
  const halts = backwards(states, stuck);
  const endless = states.flatMap((_, index) => (ends.has(index) || halts.has(index) ? [] : [index]));
  return { stuck: nearestFirst(space, stuck), endless: nearestFirst(space, endless) };
}

/** The scope is done; a part of one, when its one token has come to its way out. */
export function isFinal({ net }: Space, { marking, queue, ended, atRest }: State): boolean {
  if (ended !== null) return true;
  if (queue.length > 0) return false;
  const tokens = marking.filter((place) => net.places.isToken(place));
  if (net.stopAt !== null) return tokens.length === 1 && tokens[0] === net.places.flow(net.stopAt);
  if (net.scope.adHoc && atRest && !marking.includes(net.places.begun(net.scope.index))) return true;
  return tokens.length === 0;
}

/** Whether an end of the tokens themselves ends the scope. */
export const completes = (space: Space): boolean =>
  space.states.some((state) => isFinal(space, state) && (state.ended === null || state.ended === COMPLETE));

function backwards(states: readonly State[], from: readonly number[]): ReadonlySet<number> {
  const found = new Set<number>();
  const open = [...from];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (found.has(at)) continue;
    found.add(at);
    for (const arc of states[at]?.arcs ?? []) if (arc.from >= 0) open.push(arc.from);
  }
  return found;
}

function nearestFirst(space: Space, states: readonly number[]): number[] {
  const distances = new Map(states.map((index) => [index, costOf(space, space.states[index]?.arcs[0])]));
  return [...states].sort((a, b) => (distances.get(a) ?? 0) - (distances.get(b) ?? 0) || a - b);
}

/** The last arc of the way by which the state was found. */
export function arcTo({ states }: Space, state: number): Arc {
  const arc = states[state]?.arcs[0];
  if (!arc) throw new Error(`Expected a way to state ${state}, but there is none.`);
  return arc;
}

/** How many steps the way takes on which the arc is last. */
export function costOf(space: Space, last: Arc | undefined): number {
  let cost = 0;
  for (let arc = last; arc; arc = space.states[arc.from]?.arcs[0]) {
    if (arc.from < 0) break;
    cost += arc.action?.kind === 'block' ? stepsThrough(arc.action.block) : arc.action ? 1 : 0;
  }
  return cost;
}

const stepsThrough = ({ space, waitingEnd }: { space: Space; waitingEnd: Arc | null }): number =>
  waitingEnd ? costOf(space, waitingEnd) : 0;
