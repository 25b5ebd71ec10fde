/** Cancelling a transaction (BPMN 2.0.2 §13.3.4, §13.5.5). */
import { closeWaiting } from '../close.ts';
import { depart } from '../complete.ts';
import type { Execution } from '../execution.ts';
import { lineage } from '../query.ts';
import type { ElementInstance } from '../state.ts';
import { terminateChildren } from '../terminate.ts';
import { entriesOf, moveEntries, record } from './record.ts';
import { startCompensation } from './run.ts';
import { compensationsIn } from './targets.ts';

/**
 * A cancel end event is reached: the transaction around it stops listening, everything open in it ends, what has completed in it is undone,
 * also inside sub-processes that were not done yet, and then it is left by its cancel boundary event.
 */
export function cancelTransaction(x: Execution, end: string): void {
  const transaction = [...lineage(x.draft.state, end)].find((element) => x.node(element).type === 'transaction');
  if (!transaction) throw new Error(`Expected cancel end event ${end} in a transaction, but it is in none.`);
  depart(x, end, []);
  keepOpen(x, transaction.id);
  terminateChildren(x, transaction.id, 'boundary');
  closeWaiting(x, transaction.id);
  startCompensation(x, transaction.id, { targets: compensationsIn(x, transaction.id), waits: true });
}

/** What has completed in scopes that are still open would be forgotten with them; it goes over to the scope around. */
export function keepOpen(x: Execution, scope: string): void {
  for (const id of [...x.children(scope)].sort()) {
    const element = x.element(id);
    if (!isOpenScope(x, element)) continue;
    keepOpen(x, id);
    if (element.loop) {
      moveEntries(x, id, scope);
      continue;
    }
    const inner = entriesOf(x, id);
    if (inner.length > 0) record(x, element, { vars: element.vars ?? {}, inner, partial: true });
  }
}

/** A called process is a black box: it is undone as a whole or not at all. */
function isOpenScope(x: Execution, element: ElementInstance): boolean {
  return element.compensates === undefined && x.node(element).children.length > 0 && element.node !== 0;
}
