/** Withdrawing an application where the model itself says what that does: an event sub-process of the process (`tb:withdraws`). */
import type { FlowNode, ProcessGraph } from '../model/graph.ts';
import { nodeAt } from './query.ts';
import { eventStarts, startEventsOf } from './scope.ts';
import type { InstanceState } from './state.ts';

/** Where it starts: what takes the request, else what ends the case. Undefined where the model says nothing of it. */
export function withdrawalStart(graph: ProcessGraph): FlowNode | undefined {
  const starts = eventStarts(graph, nodeAt(graph, 0)).filter(({ withdraws }) => withdraws !== undefined);
  return starts.find(({ withdraws }) => withdraws === 'request') ?? starts[0];
}

/** An interrupting event sub-process has taken the case over: its events do not come any more, that of a withdrawal neither. */
export function isTakenOver({ elements, root }: InstanceState, graph: ProcessGraph): boolean {
  return Object.values(elements).some(({ parent, node: index, compensates }) => {
    if (parent !== root || compensates !== undefined) return false;
    const node = nodeAt(graph, index);
    return node.triggeredByEvent && startEventsOf(graph, node).some(({ interrupting }) => interrupting);
  });
}
