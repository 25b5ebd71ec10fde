import { fail } from '../../errors.ts';
import { retryLeave } from '../complete.ts';
import { requestAgain } from '../effects.ts';
import { DONE, type TriggerHandler } from './trigger-handler.ts';

/** The cause is gone: does again what had failed. If it fails again, a new incident stands there. */
export const retryIncident: TriggerHandler<'retryIncident'> = (x, { incident: id }) => {
  const incident = x.draft.state.incidents[id];
  if (!incident) return fail('not-found', { kind: 'incident', id });
  const { element, retry } = incident;
  x.emit({ type: 'incidentResolved', id });
  if (retry.kind === 'enter') x.later({ kind: 'enter', id: element });
  if (retry.kind === 'leave') retryLeave(x, element);
  if (retry.kind === 'effect') {
    const effect = x.draft.state.effects[retry.effectId];
    if (effect) requestAgain(x, effect);
  }
  return DONE;
};
