import type { Static } from 'typebox';
import { ok } from '../errors.ts';
import type { Command } from './command.ts';
import { closed, Id } from './input.ts';
import { begin } from './progress.ts';
import { takeTask } from './take-task.ts';
import { answerTask, type TaskAnswer } from './task-answer.ts';

const Input = closed({ taskId: Id });
type Input = Static<typeof Input>;

/** G5 暂存: whether the actor may prepare the task. What is prepared is nobody else's business, so nothing happens to the case; it is kept beside it. */
export const saveDraftTask: Command<Input, TaskAnswer> = {
  name: 'save-draft-task',
  input: Input,
  decide(state, { taskId }, context) {
    const taken = takeTask(state, { taskId, verb: 'save-draft' }, context);
    return taken.ok ? ok(answerTask(begin(state), taskId, context)) : taken;
  },
};
