import { type Static, Type } from 'typebox';
import type { DomainEvent } from '../core/events.ts';
import { carriedOver, isCounted } from '../core/frozen-timers.ts';
import { nodeAt } from '../core/query.ts';
import type { InstanceState, Task } from '../core/state.ts';
import { ok } from '../errors.ts';
import { changeTask } from './change-task.ts';
import { onStepClocks } from './clock-effects.ts';
import { calendarsFor } from './clocks/read-clock.ts';
import type { Command, DecideContext } from './command.ts';
import { Comment, closed, Id } from './input.ts';
import type { TakenTask } from './take-task.ts';
import type { TaskAnswer } from './task-answer.ts';
import { later } from './waiting-task.ts';

const Input = closed({ taskId: Id, comment: Type.Optional(Comment) });
type Input = Static<typeof Input>;

/** C6 恢复: the task is as it was when it was held; its limit and its timers are later by as long as it was held. */
export const resumeTask: Command<Input, TaskAnswer> = {
  name: 'resume-task',
  input: Input,
  decide: (state, input, context) =>
    changeTask(
      state,
      {
        ...input,
        verb: 'resume',
        change: ({ task }) => ok({ dueAt: limitAfter(task, context.env.now) }),
        besides: (taken) => [
          ...thawed(state, taken, context),
          ...onStepClocks(state, 'resume', { verb: 'resume', reason: 'suspend', tasks: [taken.task] }, context),
        ],
      },
      context,
    ),
};

function limitAfter(task: Task, now: number): number | null {
  const heldAt = task.comments.findLast(({ verb }) => verb === 'suspend')?.at;
  return task.dueAt === null || heldAt === undefined ? task.dueAt : later(task.dueAt, heldAt, now);
}

function thawed({ timers }: InstanceState, { task, definition }: TakenTask, context: DecideContext): DomainEvent[] {
  return Object.values(timers).flatMap(({ frozenAt, ...timer }): DomainEvent[] => {
    if (timer.element !== task.element || frozenAt === undefined) return [];
    const counted = isCounted(nodeAt(definition.graph, timer.node), timer);
    const standstill = { since: frozenAt, now: context.env.now, calendarOf: calendarsFor(context) };
    const next = counted ? carriedOver(timer, standstill) : timer;
    return [{ type: 'timerArmed', timer: next }];
  });
}
