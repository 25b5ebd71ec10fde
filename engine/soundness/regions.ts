/** Parts of a scope with one way in and at most one way out, small ones first. */
import { immediateDominators } from './dominators.ts';
import { flowsReachable, nextFlows, nodesBehind } from './edges.ts';
import type { Net, Region } from './net.ts';
import { isJoin, linkName, linkTarget } from './nodes.ts';
import { splits } from './profile.ts';

const END = -1;
/** How many flows that all ways lead through are tried as the way out. */
const TRIES = 24;

export function regionsOf(net: Net, flows: readonly number[]): Region[] {
  const behind = waysOut(net, flows);
  const found = flows.flatMap((entry) => {
    const region =
      (isLink(net, entry) ? null : nearest(net, entry, behind)) ??
      (isSide(net, entry) ? regionOf(net, entry, null) : null);
    return region ? [region] : [];
  });
  return found.sort((a, b) => a.nodes.size - b.nodes.size);
}

/** The flow that every way from a flow to an end leads through next. */
function waysOut(net: Net, flows: readonly number[]): ReadonlyMap<number, number> {
  const before = new Map<number, number[]>([[END, []]]);
  for (const flow of flows) {
    const next = nextFlows(net, flow);
    for (const each of next.length === 0 ? [END] : next) before.set(each, [...(before.get(each) ?? []), flow]);
  }
  return immediateDominators(END, (flow) => before.get(flow) ?? []);
}

function nearest(net: Net, entry: number, behind: ReadonlyMap<number, number>): Region | null {
  let exit = behind.get(entry);
  for (let tries = 0; tries < TRIES && exit !== undefined && exit !== END; tries++) {
    const region = regionOf(net, entry, exit);
    if (region && region.nodes.size > 1) return region;
    exit = behind.get(exit);
  }
  return null;
}

/** A flow that is taken besides others. */
function isSide(net: Net, flow: number): boolean {
  const source = net.node(net.flow(flow).source);
  return splits(source) || (source.type === 'boundaryEvent' && !source.interrupting);
}

/** Null where something else leads in, or the way out leads back. */
export function regionOf(net: Net, entry: number, exit: number | null): Region | null {
  const flows = flowsReachable(net, [entry], exit);
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
  return { entry, exit, flows, nodes };
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
