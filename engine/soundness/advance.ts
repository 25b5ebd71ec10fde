/** Moves tokens in the order of the core until they wait, or until there is more than one way on. */
import { arrive } from './arrive.ts';
import type { Moving, Net } from './net.ts';
import { fireReadyJoins } from './ready-joins.ts';

/** What moves for longer than this is looked at in between, or a circle without waiting would never be seen. */
const MOVES_AT_ONCE = 40;

/** The ways on from here; one that is at rest has nothing in its queue and gives itself when it is asked again. */
export function advance(net: Net, start: Moving): Moving[] {
  let it = start;
  for (let moves = 0; moves < MOVES_AT_ONCE; moves++) {
    const ways = move(net, it);
    if (ways.length === 0) return [it];
    if (ways.length > 1) return ways;
    it = ways[0] as Moving;
  }
  return [it];
}

/** Empty at rest. */
export function move(net: Net, it: Moving): Moving[] {
  if (it.ended !== null) return [];
  const next = it.queue.shift();
  return next ? arrive(net, it, next) : fireReadyJoins(net, it);
}
