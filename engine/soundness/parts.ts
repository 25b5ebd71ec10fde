/** A way through a space as steps of the drawing: what a block stands for is put in its place. */
import type { Action, Arc, Block, Passed, Space } from './net.ts';

/** One step, from rest to rest. */
export interface Part {
  readonly action: Exclude<Action, { kind: 'block' }>;
  readonly passed: readonly PassedNode[];
  readonly data: boolean;
}

interface PassedNode {
  readonly node: number;
  /** Null: a token waits there now. */
  readonly flows: readonly number[] | null;
}

/** The steps that lead over the arc, the opening of the scope first. */
export function partsTo(space: Space, last: Arc): Part[] {
  const whole = open(space, last);
  return whole.flatMap((each) => (each.action ? [{ ...each, action: each.action }] : []));
}

interface Open {
  action: Part['action'] | null;
  passed: PassedNode[];
  data: boolean;
}

/** A block whose inside is gone through in a way of its own. */
interface Detour {
  readonly block: Block;
  readonly way: readonly Open[];
}

/** The first has no action where the way begins inside a scope. */
function open(space: Space, last: Arc, detour?: Detour): Open[] {
  const arcs: Arc[] = [];
  for (let arc: Arc | undefined = last; arc; arc = space.states[arc.from]?.arcs[0]) arcs.unshift(arc);
  const found: Open[] = [];
  let aside: Open[] = [];
  for (const arc of arcs) {
    const { action, trace, data } = arc;
    if (action) found.push(...aside.splice(0));
    if (action?.kind === 'block') found.push(...through(action.block).slice(1));
    else if (action || found.length === 0) found.push({ action, passed: [], data: false });
    const current = found.at(-1) as Open;
    if (data) current.data = true;
    for (const each of trace) aside = [...aside, ...pass(current, each, arc === last ? detour : undefined)];
  }
  return [...found, ...aside];
}

/** Adds what is passed, and gives the steps that follow on the side: those in a block that nothing leaves, so that none is left behind. */
function pass(current: Open, passed: Passed, detour: Detour | undefined): Open[] {
  if (!passed.block) {
    current.passed.push({ node: passed.node, flows: passed.flows });
    return [];
  }
  const { block, phase } = passed;
  const isDetour = detour?.block === block;
  const ownWay = phase === 'instant' && block.instantEnd ? open(block.space, block.instantEnd) : through(block);
  const [first, ...rest] = isDetour ? detour.way : ownWay;
  current.passed.push(...(first?.passed ?? []));
  if (first?.data) current.data = true;
  return block.exit === null || isDetour ? rest : [];
}

/** All steps through a block by the shortest way that waits; the first is the one that leads in. */
function through({ space, waitingEnd, instantEnd }: Block): Open[] {
  const end = waitingEnd ?? instantEnd;
  return end ? open(space, end) : [];
}

/** The steps that lead into a node, wherever in the space it lies; null where it is not reached. */
export function partsToNode(space: Space, node: number): Part[] | null {
  const way = openTo(space, node);
  return way?.flatMap((each) => (each.action ? [{ ...each, action: each.action }] : [])) ?? null;
}

function openTo(space: Space, node: number): Open[] | null {
  const arc = space.reached.get(node);
  if (arc) return open(space, arc);
  for (const [entry, into] of space.blocks) {
    const block = space.net.blocks.get(entry);
    const inside = block && openTo(block.space, node);
    if (!inside) continue;
    return open(space, into, { block, way: inside });
  }
  return null;
}

/** All nodes that are entered in some run. */
export function nodesReached(space: Space): Set<number> {
  const found = new Set(space.reached.keys());
  for (const entry of space.blocks.keys()) {
    const block = space.net.blocks.get(entry);
    if (block) for (const node of nodesReached(block.space)) found.add(node);
  }
  return found;
}

/** The scopes that a token is still in when everything waits, or that are passed without waiting: what is inside them can happen. */
export function scopesOpened(space: Space): Set<number> {
  const { net, states } = space;
  const waiting = states.flatMap(({ atRest, marking }) => (atRest ? marking : []));
  const passed = [...space.reached.keys()].filter((index) => net.inner.get(index)?.instant);
  const found = new Set([...passed, ...waiting.flatMap((place) => net.places.nodeOf(place) ?? [])]);
  for (const entry of space.blocks.keys()) {
    const block = net.blocks.get(entry);
    if (block) for (const node of scopesOpened(block.space)) found.add(node);
  }
  return found;
}
