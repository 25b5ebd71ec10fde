import { type Static, Type } from 'typebox';
import { ok } from '../errors.ts';
import { changeTask } from './change-task.ts';
import type { Command } from './command.ts';
import { Comment, closed, Id } from './input.ts';
import type { TaskAnswer } from './task-answer.ts';

const Input = closed({ taskId: Id, comment: Type.Optional(Comment) });
type Input = Static<typeof Input>;

/** C6 挂起, one task: it refuses everything until it is resumed. The step limit stands still; the clocks of the case do not. */
export const suspendTask: Command<Input, TaskAnswer> = {
  name: 'suspend-task',
  input: Input,
  decide: (state, input, context) => changeTask(state, { ...input, verb: 'suspend', change: () => ok({}) }, context),
};
