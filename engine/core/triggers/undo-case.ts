import { fail } from '../../errors.ts';
import { closeWaiting } from '../close.ts';
import { keepOpen } from '../compensation/cancel.ts';
import { startCompensation } from '../compensation/run.ts';
import { compensationsIn } from '../compensation/targets.ts';
import { terminateChildren } from '../terminate.ts';
import { DONE, type TriggerHandler } from './trigger-handler.ts';

/**
 * Everything open ends, what has completed is undone as in a cancelled transaction (BPMN 2.0.2 §13.5.5), and the case ends for the reason once
 * that is done: at once where nothing can be undone.
 */
export const undoCase: TriggerHandler<'undoCase'> = (x, { reason }) => {
  const { root, status, ending } = x.draft.state;
  if (ending !== undefined) return fail('case-not-active', { status });
  x.emit({ type: 'endingBegun', reason });
  keepOpen(x, root);
  terminateChildren(x, root, 'caseEnd');
  closeWaiting(x, root);
  startCompensation(x, root, { targets: compensationsIn(x, root), waits: true });
  return DONE;
};
