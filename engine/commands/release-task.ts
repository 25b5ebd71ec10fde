import { type Static, Type } from 'typebox';
import { ok } from '../errors.ts';
import { changeTask } from './change-task.ts';
import type { Command } from './command.ts';
import { Comment, closed, Id } from './input.ts';
import type { TaskAnswer } from './task-answer.ts';

const Input = closed({ taskId: Id, comment: Type.Optional(Comment) });
type Input = Static<typeof Input>;

/** D1 取消签收: puts the task back to its candidates, or, where the model named one person, to the administrators. */
export const releaseTask: Command<Input, TaskAnswer> = {
  name: 'release-task',
  input: Input,
  decide: (state, input, context) =>
    changeTask(state, { ...input, verb: 'release', change: () => ok({ assignee: null }) }, context),
};
