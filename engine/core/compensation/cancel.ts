/** Cancelling a transaction (BPMN 2.0.2 §13.3.4, §13.5.5). */
import { closeWaiting } from '../close.ts';
import { depart } from '../complete.ts';
import type { Execution } from '../execution.ts';
import { lineage } from '../query.ts';
import { terminateChildren } from '../terminate.ts';
import { keepOpen } from './keep-open.ts';
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
