import { type Static, Type } from 'typebox';
import { fail, ok } from '../errors.ts';
import { changeTask } from './change-task.ts';
import type { Command } from './command.ts';
import { Comment, closed, Id } from './input.ts';
import type { TaskAnswer } from './task-answer.ts';

const Input = closed({
  taskId: Id,
  /** The user it goes to; that the user exists is checked where users are known. */
  to: Id,
  comment: Type.Optional(Comment),
});
type Input = Static<typeof Input>;

/** D2 转办, and D10 改派 by an administrator: the right to decide moves for good; the limit goes on; a delegation ends. */
export const transferTask: Command<Input, TaskAnswer> = {
  name: 'transfer-task',
  input: Input,
  decide: (state, input, context) =>
    changeTask(
      state,
      {
        ...input,
        verb: 'transfer',
        change: ({ task }) =>
          input.to === task.assignee
            ? fail('transfer-to-assignee', { taskId: task.id, assignee: input.to })
            : ok({ assignee: input.to, owner: null }),
      },
      context,
    ),
};
