/** C6 中止 and 恢复 of a whole case: what stands still, since when, on which ground, and that it goes on with the time that was left. */
import type { DomainEvent } from '../core/events.ts';
import type { Suspension } from '../core/proceedings.ts';
import type { InstanceState } from '../core/state.ts';
import { ok, type Result } from '../errors.ts';
import { advance } from './advance.ts';
import { alarm, clearAlarms } from './alarms.ts';
import { type ClockCause, onAllClocks, onStepClocks, pausedSteps } from './clock-effects.ts';
import type { DecideContext } from './command.ts';
import { proceedingsOf } from './proceedings.ts';
import { type Progress, record } from './progress.ts';
import { later } from './waiting-task.ts';

export type Suspending = Pick<Suspension, 'by' | 'approver' | 'reason' | 'basis' | 'until'>;

/** With a basis in law all clocks of the case pause, without one only those of its steps: the limits of the law run on. */
export function suspendCase(progress: Progress, suspending: Suspending, context: DecideContext): Result<Progress> {
  const { env } = context;
  const { until, reason, basis, approver } = suspending;
  const cause = { verb: 'suspend', reason, basis, approver };
  const events: DomainEvent[] = [
    { type: 'suspensionBegan', suspension: { ...suspending, at: env.now } },
    ...paused(progress.state, basis, cause, context),
    ...(until === null ? [] : [alarm({ id: env.newId(), dueAt: until, purpose: 'suspension' })]),
  ];
  return advance(record(progress, events, context), { trigger: { kind: 'suspend' } }, context);
}

const paused = (
  state: InstanceState,
  basis: string | null,
  cause: ClockCause,
  context: DecideContext,
): DomainEvent[] =>
  basis === null ? onStepClocks(state, 'pause', cause, context) : onAllClocks(state, 'pause', cause, context);

/** `by` null: the time that was agreed is over. */
export function resumeCase(progress: Progress, by: string | null, context: DecideContext): Result<Progress> {
  const since = progress.state.suspendedAt ?? context.env.now;
  const resumed = advance(progress, { trigger: { kind: 'resume' } }, context);
  if (!resumed.ok) return resumed;
  const suspension = proceedingsOf(progress.state).suspensions.findLast(({ ended }) => !ended);
  const events = [
    ...limitsCarriedOver(resumed.value.state, since, context),
    ...ended(resumed.value.state, suspension, by, context),
  ];
  return ok(record(resumed.value, events, context));
}

function ended(
  state: InstanceState,
  suspension: Suspension | undefined,
  by: string | null,
  context: DecideContext,
): DomainEvent[] {
  if (!suspension) return [];
  const { reason, basis } = suspension;
  const tasks = pausedSteps(state, { verb: 'suspend', reason });
  const cause = { verb: 'resume', reason, basis, by, tasks };
  const clocks =
    basis === null ? onStepClocks(state, 'resume', cause, context) : onAllClocks(state, 'resume', cause, context);
  return [{ type: 'suspensionEnded', by }, ...clocks, ...clearAlarms(state, { purpose: 'suspension' })];
}

/** A task that stands still by itself goes on doing so, and is carried over when it goes on. */
function limitsCarriedOver({ tasks }: InstanceState, since: number, { env }: DecideContext): DomainEvent[] {
  return Object.values(tasks).flatMap((task): DomainEvent[] => {
    if (task.dueAt === null || STANDS_STILL.has(task.state)) return [];
    const dueAt = later(task.dueAt, since, env.now);
    return dueAt === task.dueAt ? [] : [{ type: 'taskChanged', verb: 'resume', task: { ...task, dueAt } }];
  });
}

const STANDS_STILL: ReadonlySet<string> = new Set(['held', 'awaitingSupplement', 'inProcedure']);
