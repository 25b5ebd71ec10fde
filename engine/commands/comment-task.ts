import type { Static } from 'typebox';
import { ok } from '../errors.ts';
import { changeTask } from './change-task.ts';
import type { Command } from './command.ts';
import { closed, Id, Remark } from './input.ts';
import type { TaskAnswer } from './task-answer.ts';

const Input = closed({ taskId: Id, comment: Remark });
type Input = Static<typeof Input>;

/** G10 备注: a remark that decides nothing. The assignee's first remark begins the work. */
export const commentTask: Command<Input, TaskAnswer> = {
  name: 'comment-task',
  input: Input,
  decide: (state, input, context) => changeTask(state, { ...input, verb: 'comment', change: () => ok({}) }, context),
};
