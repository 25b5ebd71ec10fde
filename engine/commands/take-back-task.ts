import { type Static, Type } from 'typebox';
import type { TaskState } from '../core/state.ts';
import { ok } from '../errors.ts';
import type { Command } from './command.ts';
import { Comment, closed, Id } from './input.ts';
import { begin, record } from './progress.ts';
import { takeTask } from './take-task.ts';
import { answerTask, type TaskAnswer } from './task-answer.ts';
import { moveTask } from './waiting-task.ts';

const Input = closed({
  taskId: Id,
  /** What the other organ answered. */
  comment: Type.Optional(Comment),
});
type Input = Static<typeof Input>;

/** A6, the answer: the other organ has done its part, and the task goes on here. */
export const takeBackTask: Command<Input, TaskAnswer> = {
  name: 'take-back-task',
  input: Input,
  decide(state, { taskId, comment }, context) {
    const taken = takeTask(state, { taskId, verb: 'take-back' }, context);
    if (!taken.ok) return taken;
    const { task, to, onBehalfOf } = taken.value;
    const moved = moveTask({ task, verb: 'take-back', to: to as TaskState, comment, onBehalfOf }, context);
    return ok(answerTask(record(begin(state), [moved], context), taskId, context));
  },
};
