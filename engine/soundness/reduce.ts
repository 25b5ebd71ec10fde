/** Replaces parts of a scope that are sound on their own by one place each, from the inside out. */
import type { Budget } from './budget.ts';
import { nextFlows } from './edges.ts';
import { moving } from './moving.ts';
import { type Arc, type Block, Net, type Region, type Space } from './net.ts';
import { linkName, linkTarget } from './nodes.ts';
import { costOf, isFinal, outcomeOf } from './outcome.ts';
import { manner, profileOf, splits } from './profile.ts';
import { isLink, regionOf, regionsOf } from './regions.ts';
import { explore } from './space.ts';

/** No single part may use up more than this of what is left. */
const SHARE = 0.2;

/** The same net with blocks. */
export function reduce(net: Net, budget: Budget): Net {
  const flows = net.graph.flows
    .filter(({ source }) => net.node(source).parent === net.scope.index)
    .map(({ index }) => index);
  const regions = regionsOf(net, flows, budget);
  let reduced = net;
  for (const [at, whole] of regions.entries()) {
    const region = budget.isTired ? null : regionOf(reduced, whole.entry, whole.exit);
    if (!region) continue;
    budget.toil(region.flows.size);
    reduced = withChains(reduced, region.flows, budget);
    const around = aroundOf(regions, at);
    const block = blockOf(reduced, regionOf(reduced, whole.entry, whole.exit) ?? region, { budget, whole, around });
    reduced = block ? withBlock(reduced, block) : withoutDoubted(reduced, whole, around);
  }
  return withChains(reduced, new Set(flows), budget);
}

/** The smallest part that contains it; null: the scope. */
function aroundOf(regions: readonly Region[], at: number): Region | null {
  const { nodes, entry } = regions[at] as Region;
  return regions.slice(at + 1).find((other) => other.flows.has(entry) && other.nodes.size > nodes.size) ?? null;
}

/** The part stays as it is, so two tokens may be in it at once, and what asks where others are must not be hidden in blocks. */
function withoutDoubted(net: Net, part: Region, around: Region | null): Net {
  const { graph, scope, inner, blocks } = net;
  const kept = [...blocks].filter(([entry, { hasReachJoin, whole }]) => {
    return !(hasReachJoin && part.flows.has(entry) && comesTwice(net, whole, around));
  });
  return kept.length === blocks.size ? net : new Net({ graph, scope, inner, blocks: new Map(kept) });
}

function withBlock(net: Net, block: Block): Net {
  const { graph, scope, inner, blocks } = net;
  return new Net({ graph, scope, inner, blocks: new Map(blocks).set(block.entry, block) });
}

/** What follows one after the other is one. */
function withChains(net: Net, flows: ReadonlySet<number>, budget: Budget): Net {
  let reduced = net;
  const begun = new Set([...flows].filter((flow) => isLink(net, flow)).flatMap((flow) => nextFlows(net, flow)));
  for (const entry of flows) {
    if (begun.has(entry) || !isLink(reduced, entry)) continue;
    let exit = entry;
    let length = 0;
    while (isLink(reduced, exit) && flows.has(exit) && length <= flows.size) {
      exit = nextFlows(reduced, exit)[0] as number;
      length++;
    }
    const region = length > 1 && length <= flows.size ? regionOf(reduced, entry, exit) : null;
    const block = region && blockOf(reduced, region, { budget, whole: region, around: region });
    if (block) reduced = withBlock(reduced, block);
  }
  return reduced;
}

interface Place {
  readonly budget: Budget;
  /** The part without blocks in it. */
  readonly whole: Region;
  readonly around: Region | null;
}

/** Null where the part is not sound on its own, or what is around it could tell it from one token that waits. */
function blockOf(net: Net, region: Region, { budget, whole, around }: Place): Block | null {
  const { graph, scope, inner, blocks } = net;
  const part = new Net({ graph, scope, inner, blocks }, region.exit);
  const { kills, asks } = profileOf(part, region.nodes);
  const inside = [...region.flows].flatMap((flow) => (flow === region.exit ? [] : (blocks.get(flow) ?? [])));
  const hasReachJoin = asks || inside.some((block) => block.hasReachJoin);
  if (kills || scope.adHoc || (hasReachJoin && comesTwice(net, whole, around))) return null;
  const space = explore(part, [{ action: null, ways: [moving([], [{ flow: region.entry }])] }], {
    budget: budget.share(SHARE),
    ...manner(part, region.flows),
  });
  if (!isSound(space)) return null;
  const ends = space.states.flatMap((state) => (isFinal(space, state) ? state.arcs : []));
  const instantEnd = cheapest(
    space,
    ends.filter((arc) => !waitsOn(space, arc)),
  );
  const waitingEnd = cheapest(
    space,
    ends.filter((arc) => waitsOn(space, arc)),
  );
  const { entry, exit } = region;
  const entryNode = graph.flows[entry]?.target ?? 0;
  const waits = waitingEnd !== null;
  return {
    entry,
    exit,
    whole,
    entryNode,
    instant: instantEnd !== null,
    waits,
    hasReachJoin,
    space,
    instantEnd,
    waitingEnd,
  };
}

/** All states come to an end, and nothing is left inside once a token has come out. */
function isSound(space: Space): boolean {
  const { net, states, cut, grown } = space;
  if (cut || grown !== null || space.net.exits.size > 0) return false;
  const { stuck, endless } = outcomeOf(space);
  if (stuck.length > 0 || endless.length > 0) return false;
  const { stopAt } = net;
  if (stopAt === null) return true;
  const out = net.places.flow(stopAt);
  return states.every((state) => !state.marking.includes(out) || isFinal(space, state));
}

function waitsOn(space: Space, last: Arc): boolean {
  for (let arc: Arc | undefined = last; arc; arc = space.states[arc.from]?.arcs[0]) if (arc.action) return true;
  return false;
}

function cheapest(space: Space, arcs: readonly Arc[]): Arc | null {
  let best: Arc | null = null;
  for (const arc of arcs) if (!best || costOf(space, arc) < costOf(space, best)) best = arc;
  return best;
}

/**
 * Whether two tokens can be on the way to the part at once: one that was split, whose pieces can both come to it without leaving the part around.
 * That one is entered by one token at a time, or else has not become a block.
 */
function comesTwice(net: Net, { entry, nodes }: Region, around: Region | null): boolean {
  const isAround = (flow: number) => around === null || (around.flows.has(flow) && flow !== around.exit);
  const towards = flowsTowards(net, entry, isAround);
  const starts = net.scope.starts.filter((start) => net.node(start).outgoing.some((flow) => towards.has(flow)));
  if (around === null && starts.length > 1) return true;
  return (around === null ? net.scope.children : [...around.nodes]).some((index) => {
    const node = net.node(index);
    if (nodes.has(index)) return false;
    const own = node.outgoing.filter((flow) => towards.has(flow)).length;
    if (node.completionQuantity > 1 && own > 0) return true;
    const aside = node.boundaries.map((each) => net.node(each)).filter(({ interrupting }) => !interrupting);
    const besides = aside.flatMap(({ outgoing }) => outgoing).filter((flow) => towards.has(flow)).length;
    return (splits(node) ? own : Math.min(own, 1)) + besides > 1;
  });
}

/** The flows that lead to the entry within what is around it. */
function flowsTowards(net: Net, entry: number, isAround: (flow: number) => boolean): ReadonlySet<number> {
  const found = new Set<number>();
  const open = [entry];
  for (let flow = open.pop(); flow !== undefined; flow = open.pop()) {
    if (found.has(flow)) continue;
    found.add(flow);
    const source = net.node(net.flow(flow).source);
    const host = source.attachedTo === null ? source : net.node(source.attachedTo);
    const linked =
      linkName(source) === null ? [] : linkSources(net, source.index).flatMap((index) => net.node(index).incoming);
    open.push(...[...host.incoming, ...linked].filter(isAround));
  }
  return found;
}

const linkSources = (net: Net, target: number): number[] =>
  net.scope.children.filter((index) => linkTarget(net.graph, net.node(index)) === target);
