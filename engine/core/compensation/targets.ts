/** Which completed activities a compensation event has undone (BPMN 2.0.2 §10.7, §13.5.5). */
import type { EventSpec, FlowNode } from '../../model/graph.ts';
import type { Execution } from '../execution.ts';
import type { Compensation, ElementInstance } from '../state.ts';
import { entriesOf } from './record.ts';

/**
 * Ids of the log, latest completion first: the referenced activity, or without a reference all of the scope the event lies in. An event
 * sub-process handles what happened in the scope around it, so its compensation events reach that scope too.
 */
export function compensatedBy(x: Execution, element: ElementInstance, node: FlowNode): string[] {
  const events = node.events.filter((event): event is Extract<EventSpec, { kind: 'compensation' }> => {
    return event.kind === 'compensation';
  });
  if (events.length === 0) return [];
  const meant = events.some(({ activity }) => activity === null) ? null : events.map(({ activity }) => activity);
  const scopes = scopesOf(x, element);
  return latestFirst(
    Object.values(x.draft.state.compensations).filter(
      (entry) => scopes.has(entry.scope) && (meant === null || meant.includes(entry.node)),
    ),
  );
}

/** All that can be undone in exactly this scope instance, latest completion first. */
export function compensationsIn(x: Execution, scope: string): string[] {
  return latestFirst(entriesOf(x, scope));
}

export function latestFirst(entries: readonly Compensation[]): string[] {
  return [...entries].sort((a, b) => b.order - a.order).map(({ id }) => id);
}

function scopesOf(x: Execution, element: ElementInstance): ReadonlySet<string> {
  const scopes = new Set<string>();
  for (let id = element.parent; id !== null; ) {
    scopes.add(id);
    const scope = x.element(id);
    id = x.node(scope).triggeredByEvent ? scope.parent : null;
  }
  return scopes;
}
