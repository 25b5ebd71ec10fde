import type { InstanceState } from '../core/state.ts';
import { stopAllClocks } from './clock-effects.ts';
import type { DecideContext } from './command.ts';
import type { AdvanceInput } from './move.ts';
import { type Progress, record } from './progress.ts';
import { tellAsked } from './tell-asked.ts';

/**
 * The model has begun to end the case as withdrawn, by the message of the applicant or by the command: departments that were asked and have not
 * answered are told, and the clocks stop, as wherever a case is closed before it is done.
 */
export function settleWithdrawal(
  before: InstanceState | null,
  progress: Progress,
  { trigger, document }: AdvanceInput,
  context: DecideContext,
): Progress {
  const isBegun = before !== null && before.ending === undefined && progress.state.ending === 'withdrawn';
  if (!isBegun || trigger.kind === 'dissolve') return progress;
  const cause = { result: 'withdrawn', verb: 'withdraw', ...(document !== undefined && { document }) } as const;
  const told = tellAsked(progress, { asked: before.effects, reason: cause.result }, context);
  return record(told, stopAllClocks(before, cause, context), context);
}
