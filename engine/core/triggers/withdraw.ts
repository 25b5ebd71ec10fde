import { startEventSubProcess } from '../occur.ts';
import { withdrawalStart } from '../withdrawal.ts';
import { DONE, type TriggerHandler } from './trigger-handler.ts';

/** Only for a process that has one; `dissolve` is for the others. */
export const withdraw: TriggerHandler<'withdraw'> = (x, { variables }) => {
  const root = x.element(x.draft.state.root);
  const start = withdrawalStart(x.graph(root));
  if (!start) throw new Error('Expected the process to say what a withdrawal does, but it does not.');
  startEventSubProcess(x, root, { node: start.index, variables });
  return DONE;
};
