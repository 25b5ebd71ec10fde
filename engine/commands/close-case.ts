/** How a case is closed before it is done: everything open ends and is voided, and the clocks stop for good. */
import type { DomainEvent } from '../core/events.ts';
import type { CaseResult } from '../core/proceedings.ts';
import type { ModifyInstruction } from '../core/trigger.ts';
import type { Result } from '../errors.ts';
import { advance } from './advance.ts';
import { hasEnded } from './case.ts';
import { clockEvent, stopAllClocks } from './clock-effects.ts';
import type { DecideContext } from './command.ts';
import type { AdvanceInput } from './move.ts';
import { type Progress, record } from './progress.ts';
import { tellAsked } from './tell-asked.ts';

export interface Closing {
  readonly result: CaseResult;
  /** Of the operation; what the clock records name. */
  readonly verb: string;
  /** Of the document that says so. */
  readonly document?: string;
  /** The step of the task that closed it, which has ended already. */
  readonly step?: string;
  /** A code, where the verb alone does not say why. */
  readonly reason?: string;
}

/** What has completed is undone first. */
export const refuseCase = (progress: Progress, closing: Closing, context: DecideContext): Result<Progress> =>
  close(progress, closing, { trigger: { kind: 'dissolve', reason: closing.result } }, context);

export const closeCase = (progress: Progress, closing: Closing, context: DecideContext): Result<Progress> =>
  close(progress, closing, { trigger: { kind: 'cancel', reason: closing.result } }, context);

/** Ends by hand or with another case: nothing is undone, and no law says how it was closed. Departments that were asked are told all the same. */
export function cancelCase(
  progress: Progress,
  { result, reason }: { readonly result: 'cancelled' | 'merged'; readonly reason: string },
  context: DecideContext,
): Result<Progress> {
  const told = tellAsked(progress, { asked: progress.state.effects, reason: result }, context);
  return advance(told, { trigger: { kind: 'cancel', reason } }, context);
}

/** Tokens moved by hand (B8). Only afterwards it is known whether that ends the case: then it is done once more, after departments that were asked are told. */
export function modifyCase(
  progress: Progress,
  instructions: readonly ModifyInstruction[],
  context: DecideContext,
): Result<Progress> {
  const trigger = { kind: 'modify', instructions } as const;
  const moved = advance(progress, { trigger }, context);
  if (!moved.ok || !hasEnded(moved.value.state)) return moved;
  const told = tellAsked(progress, { asked: progress.state.effects, reason: 'cancelled' }, context);
  return advance(told, { trigger }, context);
}

/** Departments that were asked and have not answered are told that nobody waits any more. */
function close(progress: Progress, closing: Closing, input: AdvanceInput, context: DecideContext): Result<Progress> {
  const told = tellAsked(progress, { asked: progress.state.effects, reason: closing.result }, context);
  return advance(record(told, stopped(told, closing, context), context), input, context);
}

/** What was closed by a task includes the step of that task. */
function stopped({ state }: Progress, { step, ...cause }: Closing, context: DecideContext): DomainEvent[] {
  const own = step === undefined ? [] : [clockEvent({ clock: 'step', effect: 'stop', element: step }, cause, context)];
  return [...own, ...stopAllClocks(state, cause, context)];
}
