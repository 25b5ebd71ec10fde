import { type Static, Type } from 'typebox';
import type { Task } from '../core/state.ts';
import { ok } from '../errors.ts';
import { changeTask } from './change-task.ts';
import type { Command } from './command.ts';
import { Comment, closed, Id } from './input.ts';
import type { TaskAnswer } from './task-answer.ts';

const Input = closed({ taskId: Id, comment: Type.Optional(Comment) });
type Input = Static<typeof Input>;

/** C6 恢复: the task is as it was when it was held, and its limit later by as long as it was held. */
export const resumeTask: Command<Input, TaskAnswer> = {
  name: 'resume-task',
  input: Input,
  decide: (state, input, context) =>
    changeTask(
      state,
      {
        ...input,
        verb: 'resume',
        change: ({ task }) => ok({ dueAt: carriedOver(task, context.env.now) }),
      },
      context,
    ),
};

function carriedOver(task: Task, now: number): number | null {
  const heldAt = task.comments.findLast(({ verb }) => verb === 'suspend')?.at;
  return task.dueAt === null || heldAt === undefined ? task.dueAt : task.dueAt + Math.max(0, now - heldAt);
}
