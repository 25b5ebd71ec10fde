/**
 * What the verbs do to the clocks of a case (approvals.md §3), recorded as it happens. Nothing is computed here, and nothing is asked: a clock that
 * does not run has nothing to pause, which whoever computes times from the records finds out.
 */
import type { ClockCode, ClockEffect, ClockRecord } from '../core/clock-record.ts';
import type { DomainEvent } from '../core/events.ts';
import type { InstanceState, Task } from '../core/state.ts';
import type { FlowNode } from '../model/graph.ts';
import type { DecideContext } from './command.ts';

/** The clocks of the case itself; steps, correction periods and special procedures have their own. */
const CASE_CLOCKS = ['statutory', 'promised'] as const satisfies readonly ClockCode[];

/** The decision is handed out within ten working days (行政许可法 44). */
const DELIVERY = { amount: { n: 10, unit: 'workingDay' }, basis: '行政许可法 44' } as const;

/** A decision by who has the power to make it begins the period for handing it out. */
export function deliveryClock(
  { user }: Pick<FlowNode, 'user'>,
  cause: Pick<ClockCause, 'verb' | 'document'>,
  context: DecideContext,
): DomainEvent[] {
  if (!user?.deciders) return [];
  const { amount, basis } = DELIVERY;
  return [clockEvent({ clock: 'delivery', effect: 'start', element: null, amount }, { ...cause, basis }, context)];
}

export interface ClockCause {
  readonly verb: string;
  /** A code; the verb where it says enough. */
  readonly reason?: string;
  readonly basis?: string | null;
  readonly document?: string;
  readonly approver?: string | null;
  /** Null: the engine did it. The actor where absent. */
  readonly by?: string | null;
}

interface ClockChange {
  readonly clock: ClockCode;
  readonly effect: ClockEffect;
  readonly element: string | null;
  readonly amount?: ClockRecord['amount'];
}

export function clockEvent(change: ClockChange, cause: ClockCause, { env, actor }: DecideContext): DomainEvent {
  const { amount, ...what } = change;
  const { verb, reason = verb, basis, document, approver, by = actor.id } = cause;
  const record: ClockRecord = {
    ...what,
    at: env.now,
    ...(amount && { amount }),
    reason,
    ...(basis && { basis }),
    ...(document !== undefined && { document }),
    ...(approver && { approver }),
    by,
    verb,
  };
  return { type: 'clockRecorded', record };
}

/** Of which steps; all that are open where absent. */
type StepCause = ClockCause & { readonly tasks?: readonly Task[] };

/** Steps that were paused for this and have not gone on since, as far as they are still open. */
export function pausedSteps(
  state: InstanceState,
  { verb, reason = verb }: Pick<ClockCause, 'verb' | 'reason'>,
): Task[] {
  const paused = new Set<string>();
  for (const { clock, effect, element, ...record } of state.clocks ?? []) {
    if (clock !== 'step' || element === null || record.reason !== reason) continue;
    if (effect === 'pause') paused.add(element);
    else if (effect === 'resume') paused.delete(element);
  }
  return Object.values(state.tasks).filter(({ element }) => paused.has(element));
}

/** S and P of the case, and T of each open step. */
export function onAllClocks(
  state: InstanceState,
  effect: 'pause' | 'resume' | 'stop',
  { tasks, ...cause }: StepCause,
  context: DecideContext,
): DomainEvent[] {
  const ofCase = CASE_CLOCKS.map((clock) => clockEvent({ clock, effect, element: null }, cause, context));
  return [...ofCase, ...onStepClocks(state, effect, { ...cause, ...(tasks && { tasks }) }, context)];
}

/** T of each open step, or of those named. */
export function onStepClocks(
  state: InstanceState,
  effect: 'pause' | 'resume' | 'stop' | 'extend',
  cause: StepCause & { readonly amount?: ClockRecord['amount'] },
  context: DecideContext,
): DomainEvent[] {
  const { tasks = Object.values(state.tasks), amount, ...why } = cause;
  const elements = [...new Set(tasks.map(({ element }) => element))].sort();
  return elements.map((element) =>
    clockEvent({ clock: 'step', effect, element, ...(amount && { amount }) }, why, context),
  );
}

/** A3, A4, A6, B7, C8: everything stops, for good. The acceptance clock only matters, and only stops, before acceptance. */
export function stopAllClocks(state: InstanceState, cause: ClockCause, context: DecideContext): DomainEvent[] {
  const all = onAllClocks(state, 'stop', cause, context);
  const accepted = state.proceedings?.acceptedAt !== undefined;
  return accepted ? all : [clockEvent({ clock: 'acceptance', effect: 'stop', element: null }, cause, context), ...all];
}
