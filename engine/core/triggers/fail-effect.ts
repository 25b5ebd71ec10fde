import { fail } from '../../errors.ts';
import { jobOf } from '../effects.ts';
import type { Execution } from '../execution.ts';
import { hasIncident, raise } from '../incidents.ts';
import type { Effect } from '../state.ts';
import { throwError } from '../throw.ts';
import { DONE, type TriggerHandler } from './trigger-handler.ts';

/**
 * The outside failed technically. While attempts are left it is tried again at `dueAt`, else after a pause that doubles
 * each time; then it is given up: by the error that the model names, else by an incident, and retrying that asks again with all attempts.
 */
export const failEffect: TriggerHandler<'failEffect'> = (x, { effect: id, message, attemptsLeft, dueAt, unknown }) => {
  const effect = x.draft.state.effects[id];
  if (!effect) return fail('not-found', { kind: 'effect', id });
  const left = Math.max(0, attemptsLeft ?? effect.attemptsLeft - 1);
  const due = dueAt ?? x.env.now + effect.delayMs;
  const failed = { ...effect, attemptsLeft: left, delayMs: effect.delayMs * 2, dueAt: due, lastError: message };
  x.emit({ type: 'effectFailed', effect: failed, ...(unknown && { unknown: true }) });
  if (left === 0) giveUp(x, failed, { message, unknown: unknown ?? false });
  return DONE;
};

/** Nothing can be asked again: the rung that asked stays climbed. */
const NEVER = { kind: 'none' } as const;

interface Problem {
  readonly message: string;
  readonly unknown: boolean;
}

/** Whoever goes on by hand learns what was tried, and whether the department may have done it already. */
function giveUp(x: Execution, { id, element, topic, aside }: Effect, { message, unknown }: Problem): void {
  if (aside) {
    x.emit({ type: 'effectSettled', id, outcome: 'given-up' });
    raise(
      x,
      element,
      { code: unknown ? 'effect-unknown' : 'effect-failed', params: { topic, reason: message } },
      NEVER,
    );
    return;
  }
  const { giveUp: by } = jobOf(x, element);
  if (by) {
    x.emit({ type: 'effectSettled', id, outcome: 'given-up' });
    const variables = { departmentProblem: { topic, reason: message, mayBeDone: unknown } };
    throwError(x, element, { code: by.code, variables });
    return;
  }
  if (hasIncident(x, element)) return;
  const params = { topic, reason: message };
  raise(x, element, { code: unknown ? 'effect-unknown' : 'effect-failed', params }, { kind: 'effect', effectId: id });
}
