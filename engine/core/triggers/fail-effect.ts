import { fail } from '../../errors.ts';
import { hasIncident, raise } from '../incidents.ts';
import { DONE, type TriggerHandler } from './trigger-handler.ts';

/**
 * The outside failed technically. While attempts are left it is tried again at `dueAt`, else after a pause that doubles
 * each time; then an incident stands on the element, and retrying it asks again with all attempts.
 */
export const failEffect: TriggerHandler<'failEffect'> = (x, { effect: id, message, attemptsLeft, dueAt }) => {
  const effect = x.draft.state.effects[id];
  if (!effect) return fail('not-found', { kind: 'effect', id });
  const left = Math.max(0, attemptsLeft ?? effect.attemptsLeft - 1);
  const due = dueAt ?? x.env.now + effect.delayMs;
  x.emit({
    type: 'effectFailed',
    effect: { ...effect, attemptsLeft: left, delayMs: effect.delayMs * 2, dueAt: due, lastError: message },
  });
  if (left === 0 && !hasIncident(x, effect.element)) {
    const params = { topic: effect.topic, reason: message };
    raise(x, effect.element, { code: 'effect-failed', params }, { kind: 'effect', effectId: id });
  }
  return DONE;
};
