/** Undoing completed activities one after the other, the latest first (BPMN 2.0.2 §13.5.5). */
import { closeOwned } from '../close.ts';
import { enter } from '../enter.ts';
import type { Execution } from '../execution.ts';
import { settleLater } from '../flows.ts';
import { fireBoundary, startEventSubProcess } from '../occur.ts';
import { nodeAt } from '../query.ts';
import { startEventsOf } from '../scope.ts';
import type { Compensation, CompensationRun } from '../state.ts';
import { dataToUndo } from './past.ts';
import { endRevived, isRevived, revive } from './revived.ts';
import { latestFirst } from './targets.ts';

/** Has the element instance undo the targets; it is told by `resume`, or leaves in its own way, when that is done. */
export function startCompensation(x: Execution, element: string, { targets, waits }: CompensationRun): void {
  x.emit({ type: 'compensationStarted', element, targets, waits });
  x.later({ kind: 'compensate', id: element });
}

/** Undoes the next activity. What somebody else has undone in the meantime, or what is gone with its scope, is passed over. */
export function continueCompensation(x: Execution, id: string): void {
  const { compensating } = x.element(id);
  if (!compensating) return;
  const { compensations } = x.draft.state;
  const target = compensating.targets.find((each) => compensations[each] !== undefined);
  const next = target === undefined ? undefined : compensations[target];
  if (!next) {
    finish(x, id, compensating);
    return;
  }
  x.emit({ type: 'compensationTaken', element: id, id: next.id });
  undo(x, id, next);
}

function undo(x: Execution, run: string, entry: Compensation): void {
  const { scope, def, inner = [], partial } = entry;
  const { graph } = x.definition(def);
  const { compensatedBy } = nodeAt(graph, entry.node);
  const handler = compensatedBy === null || partial ? null : nodeAt(graph, compensatedBy);
  if (handler && !handler.triggeredByEvent) {
    enter(x, { scope, def, node: handler.index, vars: dataToUndo(x, run, entry), compensates: run });
    return;
  }
  const id = revive(x, run, entry);
  const [start] = handler ? startEventsOf(graph, handler) : [];
  if (start) startEventSubProcess(x, x.element(id), { node: start.index, variables: {} });
  else startCompensation(x, id, { targets: latestFirst(inner), waits: true });
}

/** Nothing is left to undo: the revived sub-process ends, the cancelled transaction is left by its cancel event, the throw event goes on. */
function finish(x: Execution, id: string, { waits }: CompensationRun): void {
  const element = x.element(id);
  const node = x.node(element);
  if (isRevived(x, element)) {
    endRevived(x, id);
  } else if (node.type === 'transaction') {
    const cancelled = node.boundaries.find((index) =>
      nodeAt(x.graph(element), index).events.some(({ kind }) => kind === 'cancel'),
    );
    if (cancelled === undefined) throw new Error(`Expected a cancel event on ${node.id}, but there is none.`);
    fireBoundary(x, element, { node: cancelled, variables: {} });
  } else if (waits) {
    x.behaviors[node.type].resume?.(x, id, { node: node.index, variables: {} });
  } else {
    closeOwned(x, (owner) => owner === id);
    x.move(id, 'completed');
    if (element.parent !== null) settleLater(x, element.parent);
  }
}
