import type { Static } from 'typebox';
import type { DomainEvent } from '../core/events.ts';
import type { InstanceState } from '../core/state.ts';
import { fail, ok } from '../errors.ts';
import { requireOpen, rootDefinition } from './case.ts';
import type { Command } from './command.ts';
import { closed, Id, Instant } from './input.ts';
import { answerInstance, type InstanceAnswer } from './instance-answer.ts';
import { begin, record } from './progress.ts';
import { requireManager } from './rights.ts';

const Input = closed({
  jobId: Id,
  /** Epoch ms. */
  dueAt: Instant,
});
type Input = Static<typeof Input>;

/** Gives a timer, or the next attempt of work for the outside, another time. */
export const rescheduleJob: Command<Input, InstanceAnswer> = {
  name: 'reschedule-job',
  input: Input,
  decide(state, { jobId, dueAt }, context) {
    const may = requireManager(context.actor, rootDefinition(state, context).graph);
    if (!may.ok) return may;
    const open = requireOpen(state);
    if (!open.ok) return open;
    const events = reschedule(state, jobId, dueAt);
    if (events.length === 0) return fail('not-found', { kind: 'job', id: jobId });
    return ok(answerInstance(record(begin(state), events, context)));
  },
};

/** Armed or requested again under the same id: whoever holds the old due time finds the new one. */
function reschedule(state: InstanceState, jobId: string, dueAt: number): DomainEvent[] {
  const timer = state.timers[jobId];
  if (timer) {
    // From now on it is an appointment, which no calendar moves.
    const { count: _count, ...appointed } = timer;
    return [{ type: 'timerArmed', timer: { ...appointed, dueAt } }];
  }
  const effect = state.effects[jobId];
  return effect ? [{ type: 'effectRequested', effect: { ...effect, dueAt } }] : [];
}
