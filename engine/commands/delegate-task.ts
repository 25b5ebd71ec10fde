import { type Static, Type } from 'typebox';
import { fail, ok } from '../errors.ts';
import { changeTask } from './change-task.ts';
import type { Command } from './command.ts';
import { Comment, closed, Id } from './input.ts';
import type { TaskAnswer } from './task-answer.ts';

const Input = closed({
  taskId: Id,
  /** Whose opinion is asked for. */
  to: Id,
  comment: Type.Optional(Comment),
});
type Input = Static<typeof Input>;

/** D3 委派: somebody else gives an opinion; the owner stays responsible, gets the task back and decides. The limit goes on. */
export const delegateTask: Command<Input, TaskAnswer> = {
  name: 'delegate-task',
  input: Input,
  decide: (state, input, context) =>
    changeTask(
      state,
      {
        ...input,
        verb: 'delegate',
        change: ({ task }) =>
          input.to === task.assignee
            ? fail('transfer-to-assignee', { taskId: task.id, assignee: input.to })
            : ok({ assignee: input.to, owner: task.assignee }),
      },
      context,
    ),
};
