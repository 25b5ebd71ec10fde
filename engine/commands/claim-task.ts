import { type Static, Type } from 'typebox';
import { ok } from '../errors.ts';
import { changeTask } from './change-task.ts';
import type { Command } from './command.ts';
import { Comment, closed, Id } from './input.ts';
import type { TaskAnswer } from './task-answer.ts';

const Input = closed({ taskId: Id, comment: Type.Optional(Comment) });
type Input = Static<typeof Input>;

/** D1 签收: one of several candidates takes the task; a proxy takes it for the principal. Of two at once the first has it; the second gets 'task-state-conflict'. */
export const claimTask: Command<Input, TaskAnswer> = {
  name: 'claim-task',
  input: Input,
  decide: (state, input, context) =>
    changeTask(
      state,
      {
        ...input,
        verb: 'claim',
        change: ({ onBehalfOf }) => ok({ assignee: onBehalfOf ?? context.actor.id }),
      },
      context,
    ),
};
