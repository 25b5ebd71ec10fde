import type { Static } from 'typebox';
import { fail, ok } from '../errors.ts';
import { advance } from './advance.ts';
import { requireActive } from './case.ts';
import type { Command } from './command.ts';
import { closed, Id } from './input.ts';
import { answerInstance, type InstanceAnswer } from './instance-answer.ts';
import { begin, record } from './progress.ts';
import { hasRole, requireRole } from './rights.ts';

const Input = closed({ timerId: Id });
type Input = Static<typeof Input>;

/** A timer falls due. Never early, except by the hand of an administrator. */
export const fireTimer: Command<Input, InstanceAnswer> = {
  name: 'fire-timer',
  input: Input,
  decide(state, { timerId }, context) {
    const may = requireRole(context.actor, ['system', 'admin']);
    if (!may.ok) return may;
    const active = requireActive(state);
    if (!active.ok) return active;
    const timer = state.timers[timerId];
    if (!timer) return fail('not-found', { kind: 'timer', id: timerId });
    if (timer.frozenAt !== undefined)
      return fail('task-state-conflict', {
        verb: 'fire-timer',
        taskId: timer.element,
        expected: 'working',
        state: 'held',
        assignee: '-',
      });
    const isEarly = timer.dueAt > context.env.now;
    if (isEarly && !hasRole(context.actor, ['admin'])) {
      return fail('timer-not-due', { id: timerId, dueAt: new Date(timer.dueAt).toISOString() });
    }
    const due = record(
      begin(state),
      isEarly ? [{ type: 'timerArmed', timer: { ...timer, dueAt: context.env.now } }] : [],
      context,
    );
    const moved = advance(due, { trigger: { kind: 'fireTimer', timer: timerId } }, context);
    return moved.ok ? ok(answerInstance(moved.value)) : moved;
  },
};
