import { fail } from '../../errors.ts';
import { writeLocal } from '../variables.ts';
import { DONE, type TriggerHandler } from './trigger-handler.ts';

/** Sets variables of one scope from outside. */
export const writeVariables: TriggerHandler<'writeVariables'> = (x, { scope, variables }) => {
  if (!x.find(scope)) return fail('not-found', { kind: 'scope', id: scope });
  writeLocal(x, scope, variables);
  return DONE;
};
