/** A completed sub-process that was made again so that what is inside it can be undone. Nothing but that happens in it. */
import { closeOwned } from '../close.ts';
import type { Execution } from '../execution.ts';
import type { Compensation, ElementInstance } from '../state.ts';

export function isRevived(x: Execution, element: ElementInstance): boolean {
  return element.compensates !== undefined && !x.node(element).isForCompensation;
}

/** Makes the sub-process again with its data and its part of the log. It is no new visit, and listens to nothing. */
export function revive(x: Execution, run: string, { scope, def, node, vars, inner = [] }: Compensation): string {
  const id = x.env.newId();
  const visit = x.element(scope).visits?.[node] ?? 1;
  const base = { id, def, node, parent: scope, since: x.env.now, visit, via: null, vars, compensates: run } as const;
  x.emit({ type: 'elementEntered', element: { ...base, state: 'entered' } });
  x.move(id, 'active');
  for (const compensation of inner)
    x.emit({ type: 'compensationRecorded', compensation: { ...compensation, scope: id } });
  return id;
}

/** All in it is undone: it ends again, and whoever had it undone goes on. */
export function endRevived(x: Execution, id: string): void {
  const { compensates, parent } = x.element(id);
  closeOwned(x, (owner) => owner === id);
  x.move(id, 'completed');
  if (compensates !== undefined) x.later({ kind: 'compensate', id: compensates });
  if (parent !== null) x.later({ kind: 'settle', id: parent });
}
