import type { Moving, Net, Space } from './net.ts';

/** Ids of the elements at which tokens are in this state, joins first. */
export function stuckAt({ net, states }: Space, index: number): string[] {
  const state = states[index];
  const marking = state?.marking ?? [];
  const flows = marking.flatMap((place) => net.places.flowOf(place) ?? net.places.firedFlowOf(place) ?? []);
  const joins = flows.map((flow) => net.target(flow).index);
  const others = marking.flatMap((place) => net.places.nodeOf(place) ?? blockNode(net, place));
  const nodes = new Set([...joins, ...others, ...(state?.queue ?? []).map((arrival) => nodeOf(net, arrival))]);
  return [...nodes].map((node) => net.node(node).id);
}

function blockNode(net: Net, place: number): number[] {
  const entry = net.places.blockOf(place);
  return entry === null ? [] : [net.target(entry).index];
}

const nodeOf = (net: Net, arrival: Moving['queue'][number]): number =>
  'flow' in arrival ? net.target(arrival.flow).index : arrival.node;
