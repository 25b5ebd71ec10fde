/** Who handles what is thrown: the search from the thrower outwards, across call activities (BPMN 2.0.2 §10.5.6, §13.5.4). */
import type { EventSpec, FlowNode } from '../model/graph.ts';
import { boundariesOf } from './activate.ts';
import { isRevived } from './compensation/revived.ts';
import type { Execution } from './execution.ts';
import { lineage } from './query.ts';
import { eventStarts, isInterrupted } from './scope.ts';
import type { ElementInstance } from './state.ts';

export type ThrownKind = 'error' | 'escalation';
type ThrownSpec = Extract<EventSpec, { kind: ThrownKind }>;

export interface Handler {
  /** The activity whose border it sits on, or the scope it is an event sub-process of. */
  readonly element: ElementInstance;
  /** The boundary event or start event. */
  readonly node: FlowNode;
  readonly codeVariable: string | null;
}

/**
 * The innermost handler for the code: first the event sub-processes of a scope, then the events on its border, then the next scope. At
 * one place a handler for exactly this code comes before one for all. An event sub-process does not handle what is thrown in itself.
 */
export function findHandler(x: Execution, thrower: string, kind: ThrownKind, code: string): Handler | null {
  let inside: ElementInstance | null = null;
  for (const element of lineage(x.draft.state, thrower)) {
    const handler: Handler | null =
      pick(element, inScope(x, element, inside), kind, code) ?? pick(element, boundariesOf(x, element.id), kind, code);
    if (handler) return handler;
    inside = element;
  }
  return null;
}

/** The starts of event sub-processes that may still react to something thrown by the element `inside`. */
function inScope(x: Execution, scope: ElementInstance, inside: ElementInstance | null): FlowNode[] {
  const isScope = inside !== null && scope.loop === undefined && !isRevived(x, scope);
  if (!isScope || isInterrupted(x, scope.id)) return [];
  return eventStarts(x.graph(scope), x.node(scope)).filter((start) => start.parent !== inside.node);
}

function pick(element: ElementInstance, nodes: readonly FlowNode[], kind: ThrownKind, code: string): Handler | null {
  let catchAll: Handler | null = null;
  for (const node of nodes) {
    for (const event of node.events) {
      if (!isThrown(event, kind)) continue;
      const handler = { element, node, codeVariable: event.codeVariable };
      if (event.code === code) return handler;
      if (event.code === null) catchAll ??= handler;
    }
  }
  return catchAll;
}

function isThrown(event: EventSpec, kind: ThrownKind): event is ThrownSpec {
  return event.kind === kind;
}
