import { fail } from '../../errors.ts';
import { throwError } from '../throw.ts';
import { DONE, type TriggerHandler } from './trigger-handler.ts';

/** A business error raised at an element that waits; what it had asked of the outside is thereby answered, and asked again if
 * nobody handles the error and the incident is retried. */
export const throwErrorAt: TriggerHandler<'throwError'> = (
  x,
  { element: id, code, message, variables, answerHash },
) => {
  if (x.find(id)?.state !== 'active') return fail('not-found', { kind: 'element', id });
  const asked = Object.values(x.draft.state.effects).filter((effect) => effect.element === id);
  const hash = answerHash === undefined ? {} : { answerHash };
  for (const effect of asked) x.emit({ type: 'effectSettled', id: effect.id, outcome: 'error', ...hash });
  throwError(x, id, { code, message, variables, retry: { kind: asked.length > 0 ? 'enter' : 'none' } });
  return DONE;
};
