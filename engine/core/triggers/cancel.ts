import { terminateTree } from '../terminate.ts';
import { DONE, type TriggerHandler } from './trigger-handler.ts';

/** Ends the case and everything in it. */
export const cancel: TriggerHandler<'cancel'> = (x, { reason }) => {
  terminateTree(x, x.draft.state.root, 'caseEnd');
  x.emit({ type: 'instanceStatusChanged', to: 'terminated', reason });
  return DONE;
};
