/** Parts of a scope with one way in and at most one way out, small ones first. */
import type { Budget } from './budget.ts';
import { DominatorTree, immediateDominators } from './dominators.ts';
import { flowsReachable, flowsWithin, nextFlows, nodesBehind } from './edges.ts';
import type { Net, Region } from './net.ts';
import { isJoin, linkName, linkTarget } from './nodes.ts';
import { splits } from './profile.ts';

const END = -1;
const ROOT = -1;
/** How many flows that all ways lead through are tried as the way out. */
const TRIES = 24;

/** None are looked for any more once the budget is used up. */
export function regionsOf(net: Net, flows: readonly number[], budget: Budget): Region[] {
  const search = { net, behind: waysOut(net, flows), before: waysIn(net, flows), budget };
  const found = flows.flatMap((entry) => {
    if (budget.isTired) return [];
    const region =
      (isLink(net, entry) ? null : nearest(search, entry)) ??
      (isSide(net, entry) ? tryRegion(search, entry, null) : null);
    return region ? [region] : [];
  });
  return found.sort((a, b) => a.nodes.size - b.nodes.size);
}

/** The flow that every way from a flow to an end leads through next. */
function waysOut(net: Net, flows: readonly number[]): ReadonlyMap<number, number> {
  const before = new Map<number, number[]>([[END, []]]);
  for (const flow of flows) {
    const next = nextFlows(net, flow);
    for (const each of next.length === 0 ? [END] : next) {
      const sources = before.get(each);
      if (sources) sources.push(flow);
      else before.set(each, [flow]);
    }
  }
  return immediateDominators(END, (flow) => before.get(flow) ?? []);
}

/** What every way from a beginning to a flow leads through. */
function waysIn(net: Net, flows: readonly number[]): DominatorTree {
  const entered = new Set(flows.flatMap((flow) => nextFlows(net, flow)));
  const begun = flows.filter((flow) => !entered.has(flow) || beginsAt(net, flow));
  return new DominatorTree(ROOT, (flow) => (flow === ROOT ? begun : nextFlows(net, flow)));
}

/** Tokens also come to its source by no flow. */
const beginsAt = (net: Net, flow: number): boolean => net.scope.starts.includes(net.flow(flow).source);

interface Search {
  readonly net: Net;
  readonly behind: ReadonlyMap<number, number>;
  readonly before: DominatorTree;
  readonly budget: Budget;
}

function nearest(search: Search, entry: number): Region | null {
  const { behind, before } = search;
  let exit = behind.get(entry);
  for (let tries = 0; tries < TRIES && exit !== undefined && exit !== END; tries++) {
    const region = before.dominates(entry, exit) ? tryRegion(search, entry, exit) : null;
    if (region && region.nodes.size > 1) return region;
    exit = behind.get(exit);
  }
  return null;
}

/** All in a part is reached over its way in alone: a quick look before the whole is put together. */
function tryRegion({ net, before, budget }: Search, entry: number, exit: number | null): Region | null {
  let looked = 0;
  const isWithin = (flow: number): boolean => {
    looked++;
    return before.dominates(entry, flow);
  };
  const flows = flowsWithin(net, [entry], { stop: exit, isWithin });
  budget.toil(looked);
  return flows ? regionWith(net, { entry, exit, flows }) : null;
}

/** A flow that is taken besides others. */
function isSide(net: Net, flow: number): boolean {
  const source = net.node(net.flow(flow).source);
  return splits(source) || (source.type === 'boundaryEvent' && !source.interrupting);
}

/** Null where something else leads in, or the way out leads back. */
export function regionOf(net: Net, entry: number, exit: number | null): Region | null {
  return regionWith(net, { entry, exit, flows: flowsReachable(net, [entry], exit) });
}

function regionWith(net: Net, part: Omit<Region, 'nodes'>): Region | null {
  const { exit, flows } = part;
  if (exit !== null && !flows.has(exit)) return null;
  const nodes = nodesBehind(net, flows, exit);
  const isInside = (flow: number) => flow !== exit && flows.has(flow);
  for (const index of nodes) {
    const node = net.node(index);
    if (!node.incoming.every(isInside)) return null;
    if (node.attachedTo !== null && !nodes.has(node.attachedTo)) return null;
    if (linkName(node) !== null && node.type === 'intermediateCatchEvent' && !linkedFromInside(net, index, nodes))
      return null;
  }
  return { ...part, nodes };
}

function linkedFromInside(net: Net, target: number, nodes: ReadonlySet<number>): boolean {
  return net.scope.children.every((index) => linkTarget(net.graph, net.node(index)) !== target || nodes.has(index));
}

/** The flow leads to something with nothing but one way in and one way out: what follows one after the other is put together in another way. */
export function isLink(net: Net, flow: number): boolean {
  const block = net.blocks.get(flow);
  if (block) return block.exit !== null;
  const node = net.target(flow);
  return node.incoming.length === 1 && node.outgoing.length === 1 && node.boundaries.length === 0 && !isJoin(node);
}
