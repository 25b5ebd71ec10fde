/** The compensation log: which activities have completed and how they could be undone (BPMN 2.0.2 §13.5.5). */
import type { FlowNode } from '../../model/graph.ts';
import type { Execution } from '../execution.ts';
import { undoableIn } from '../fork.ts';
import { nodeAt, visibleVariables } from '../query.ts';
import type { Compensation, ElementInstance } from '../state.ts';

/**
 * Notes that an element instance is about to complete, before it closes. Only what something could undo is kept: an activity with a
 * compensation activity, a sub-process with anything inside. What the items of a loop left goes over to the scope of the loop.
 */
export function recordCompletion(x: Execution, id: string): void {
  const element = x.element(id);
  const node = x.node(element);
  if (element.parent === null || node.isForCompensation || element.compensates !== undefined) return;
  if (element.loop) {
    moveEntries(x, id, element.parent);
    return;
  }
  const undo = undoOf(x, element, node);
  if (undo) record(x, element, undo);
}

/** The entries of one scope instance become entries of another. */
export function moveEntries(x: Execution, from: string, to: string): void {
  for (const { id } of entriesOf(x, from)) x.emit({ type: 'compensationMoved', id, scope: to });
}

export function entriesOf(x: Execution, scope: string): Compensation[] {
  const { compensations } = x.draft.state;
  return [...(undoableIn(x.draft).get(scope) ?? [])]
    .flatMap((id) => compensations[id] ?? [])
    .sort((a, b) => a.order - b.order);
}

type Undo = Pick<Compensation, 'vars' | 'inner' | 'partial'>;

/** Writes the entry of an element instance, as the latest. */
export function record(x: Execution, { parent, def, node }: ElementInstance, undo: Undo): void {
  if (parent === null) throw new Error('Expected an activity to be undone to lie in a scope, but it is the root.');
  x.latest ??= Object.values(x.draft.state.compensations).reduce((most, entry) => Math.max(most, entry.order), 0);
  x.latest++;
  x.emit({
    type: 'compensationRecorded',
    compensation: { id: x.env.newId(), scope: parent, def, node, order: x.latest, ...undo },
  });
}

function undoOf(x: Execution, element: ElementInstance, node: FlowNode): Undo | null {
  const handler = node.compensatedBy === null ? null : nodeAt(x.graph(element), node.compensatedBy);
  if (handler && !handler.triggeredByEvent) return { vars: visibleVariables(x.draft.state, element.id) };
  const inner = node.children.length > 0 ? entriesOf(x, element.id) : [];
  if (!handler && inner.length === 0) return null;
  return { vars: element.vars ?? {}, inner };
}
