import { fail } from '../../errors.ts';
import { throwError } from '../throw.ts';
import { DONE, type TriggerHandler } from './trigger-handler.ts';

/** A business error raised at an element that waits; what it had asked of the outside is thereby answered. */
export const throwErrorAt: TriggerHandler<'throwError'> = (x, { element: id, code, variables }) => {
  if (x.find(id)?.state !== 'active') return fail('not-found', { kind: 'element', id });
  for (const effect of Object.values(x.draft.state.effects)) {
    if (effect.element === id) x.emit({ type: 'effectSettled', id: effect.id, outcome: 'error' });
  }
  throwError(x, id, { code, variables });
  return DONE;
};
