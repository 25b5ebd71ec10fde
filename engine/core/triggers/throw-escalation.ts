import { fail } from '../../errors.ts';
import { throwEscalation } from '../throw.ts';
import { DONE, type TriggerHandler } from './trigger-handler.ts';

/** An escalation raised at an element that waits, by a person's operation; nobody needs to handle it. */
export const throwEscalationAt: TriggerHandler<'throwEscalation'> = (x, { element: id, code, variables }) => {
  if (x.find(id)?.state !== 'active') return fail('not-found', { kind: 'element', id });
  throwEscalation(x, id, { code, variables });
  return DONE;
};
