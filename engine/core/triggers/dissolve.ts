import { closeWaiting } from '../close.ts';
import { keepOpen } from '../compensation/keep-open.ts';
import { startCompensation } from '../compensation/run.ts';
import { compensationsIn } from '../compensation/targets.ts';
import { terminateChildren } from '../terminate.ts';
import { cancel } from './cancel.ts';
import { DONE, type TriggerHandler } from './trigger-handler.ts';

/**
 * Consumes every token of the case and undoes what has completed, also inside sub-processes that were not done yet; then the case ends for that
 * reason. Where nothing can be undone it ends at once.
 */
export const dissolve: TriggerHandler<'dissolve'> = (x, { reason }) => {
  const { root } = x.draft.state;
  keepOpen(x, root);
  terminateChildren(x, root, 'caseEnd');
  const targets = compensationsIn(x, root);
  if (targets.length === 0) return cancel(x, { kind: 'cancel', reason });
  x.emit({ type: 'caseEnding', reason });
  closeWaiting(x, root);
  startCompensation(x, root, { targets, waits: true });
  return DONE;
};
