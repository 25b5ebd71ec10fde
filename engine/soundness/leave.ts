/** A token leaves a node. */
import type { FlowNode } from '../model/graph.ts';
import { branch, endWith } from './moving.ts';
import { COMPLETE, INCIDENT, type Moving, type Net } from './net.ts';
import { isActivity } from './nodes.ts';
import type { Alternative, OutputContext } from './outputs.ts';
import { interchangeable } from './twins.ts';

/** Where no flow can ever be taken it stays with an incident, and a person has to act: what follows is not judged. */
export function leave(net: Net, it: Moving, node: FlowNode, alternatives = waysOn(net, it, node)): Moving[] {
  if (alternatives.length === 0) {
    net.exits.add(INCIDENT);
    it.trace.push({ node: node.index, flows: [] });
    return [endWith(it, INCIDENT)];
  }
  const left = alternatives.map((alternative) => takeFlows(it, node, alternative, alternatives.length === 1));
  return net.scope.adHoc && isActivity(node) ? left.flatMap((each) => judge(net, each)) : left;
}

/** The ways to leave a node now; where it is a complex gateway that joins, in this phase. */
export function waysOn(net: Net, it: Moving, node: FlowNode, context?: OutputContext): readonly Alternative[] {
  return net.leaving(node, { ...(context && { context }), groups: interchangeable(net, node, it) });
}

function takeFlows(from: Moving, { index }: FlowNode, { flows, free }: Alternative, only: boolean): Moving {
  const it = only ? from : branch(from);
  it.trace.push({ node: index, flows });
  for (const flow of flows) it.queue.push({ flow });
  if (free) it.data = true;
  return it;
}

/** The completion condition of an ad-hoc sub-process may hold whenever an activity in it is done. */
function judge(net: Net, it: Moving): Moving[] {
  const enough = net.places.begun(net.scope.index);
  if (it.ended !== null || it.tokens.includes(enough)) return [it];
  const done = branch(it);
  if (net.scope.adHoc?.cancelRemaining) {
    net.exits.add(COMPLETE);
    return [it, endWith(done, COMPLETE)];
  }
  done.tokens.push(enough);
  return [it, done];
}
