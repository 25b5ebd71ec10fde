/** What somebody may begin in an ad-hoc sub-process (BPMN 2.0.2 §13.3.5). */
import type { Definitions, FlowNode, ProcessGraph } from '../model/graph.ts';
import { isEnded } from './lifecycle.ts';
import { definitionOf, nodeAt } from './query.ts';
import type { ElementInstance, InstanceState } from './state.ts';

/** The activities inside that no flow leads to; event sub-processes and those that undo others begin by themselves. */
export function beginnings(graph: ProcessGraph, scope: FlowNode): FlowNode[] {
  return scope.children
    .map((index) => nodeAt(graph, index))
    .filter(({ type, incoming, isForCompensation, triggeredByEvent }) => {
      const isActivity = !type.endsWith('Event') && !type.endsWith('Gateway');
      return isActivity && incoming.length === 0 && !isForCompensation && !triggeredByEvent;
    });
}

export interface InnerActivity {
  /** The instance of the ad-hoc sub-process. */
  readonly scope: string;
  readonly node: FlowNode;
}

/** All that can be begun now in a running case, in the order in which the sub-processes were entered and the file names them. */
export function startableActivities(state: InstanceState, definitions: Definitions): InnerActivity[] {
  if (state.status !== 'active') return [];
  return Object.values(state.elements)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap((element) => {
      const { graph } = definitionOf(definitions, state, element);
      const scope = nodeAt(graph, element.node);
      const isOpen = scope.adHoc && element.state === 'active' && !element.loop;
      if (!isOpen || (scope.adHoc?.sequential && isBusy(state, element, graph))) return [];
      return beginnings(graph, scope).map((node) => ({ scope: element.id, node }));
    });
}

/** Event sub-processes run beside the activities. */
function isBusy(state: InstanceState, { id }: ElementInstance, graph: ProcessGraph): boolean {
  return Object.values(state.elements).some(
    (inner) => inner.parent === id && !isEnded(inner.state) && !nodeAt(graph, inner.node).triggeredByEvent,
  );
}
