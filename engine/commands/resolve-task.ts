import { type Static, Type } from 'typebox';
import { ok } from '../errors.ts';
import { changeTask } from './change-task.ts';
import type { Command } from './command.ts';
import { Comment, closed, Id } from './input.ts';
import type { TaskAnswer } from './task-answer.ts';

const Input = closed({
  taskId: Id,
  /** The opinion that was asked for. */
  comment: Type.Optional(Comment),
});
type Input = Static<typeof Input>;

/** D3 交回: the delegate has answered, or the owner takes the task back; the owner decides. */
export const resolveTask: Command<Input, TaskAnswer> = {
  name: 'resolve-task',
  input: Input,
  decide: (state, input, context) =>
    changeTask(
      state,
      { ...input, verb: 'resolve', change: ({ task }) => ok({ assignee: task.owner, owner: null }) },
      context,
    ),
};
