import { fail } from '../../errors.ts';
import { occur } from '../occur.ts';
import { DONE, type TriggerHandler } from './trigger-handler.ts';

/** Work asked of the outside is done. An effect that is gone was cancelled or has answered before. */
export const completeEffect: TriggerHandler<'completeEffect'> = (x, { effect: id, variables, answerHash }) => {
  const effect = x.draft.state.effects[id];
  if (!effect) return fail('not-found', { kind: 'effect', id });
  const { node } = x.element(effect.element);
  x.emit({ type: 'effectSettled', id, outcome: 'completed', ...(answerHash !== undefined && { answerHash }) });
  for (const incident of Object.values(x.draft.state.incidents)) {
    if (incident.retry.kind === 'effect' && incident.retry.effectId === id)
      x.emit({ type: 'incidentResolved', id: incident.id });
  }
  if (!effect.aside) occur(x, effect.element, { node, variables });
  return DONE;
};
