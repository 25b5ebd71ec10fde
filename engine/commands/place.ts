import { definitionOf, nodeAt } from '../core/query.ts';
import type { ElementInstance, InstanceState } from '../core/state.ts';
import type { Definition, Definitions, FlowNode } from '../model/graph.ts';

/** An element instance that is alive, with what the model says about it. */
export interface Place {
  readonly element: ElementInstance;
  readonly definition: Definition;
  readonly node: FlowNode;
}

export function placeOf(state: InstanceState, elementId: string, definitions: Definitions): Place {
  const element = state.elements[elementId];
  if (!element) throw new Error(`Expected element instance ${elementId} to be alive, but it is not.`);
  const definition = definitionOf(definitions, state, element);
  return { element, definition, node: nodeAt(definition.graph, element.node) };
}
