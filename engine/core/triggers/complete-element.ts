import { fail } from '../../errors.ts';
import { occur } from '../occur.ts';
import { DONE, type TriggerHandler } from './trigger-handler.ts';

/** A user task that waits is done. */
export const completeElement: TriggerHandler<'completeElement'> = (x, { element: id, variables }) => {
  const element = x.find(id);
  if (element?.state !== 'active' || element.loop || x.node(element).type !== 'userTask') {
    return fail('not-found', { kind: 'user task', id });
  }
  occur(x, id, { node: element.node, variables });
  return DONE;
};
