import { type Static, Type } from 'typebox';
import { ok } from '../errors.ts';
import type { Command } from './command.ts';
import { finishTask } from './end-task.ts';
import { submitUnfinished } from './form-submission.ts';
import { Comment, closed, Evidence, Id, VariableMap } from './input.ts';
import { withOutcome } from './outcome.ts';
import { takeTask } from './take-task.ts';
import { answerTask, type TaskAnswer } from './task-answer.ts';
import { REJECTED, refuseCase } from './throw-rejected.ts';
import { checkVariables } from './variables.ts';

const Input = closed({
  taskId: Id,
  variables: Type.Optional(VariableMap),
  comment: Type.Optional(Comment),
  evidence: Type.Optional(Evidence),
});
type Input = Static<typeof Input>;

/**
 * A3 不予许可: refuses and ends. Where the model has a handler for the error `rejected` (a boundary event of the task, or an event of a scope
 * around it; one for all errors counts), the handler goes on. Otherwise the case ends: status `terminated`, reason `refused`, all
 * open tasks voided. Either way the outcome `rejected` is written as `complete` would (see `outcome.ts`).
 */
export const rejectTask: Command<Input, TaskAnswer> = {
  name: 'reject-task',
  input: Input,
  decide(state, input, context) {
    const taken = takeTask(state, { taskId: input.taskId, verb: 'reject' }, context);
    if (!taken.ok) return taken;
    const submitted = input.variables ?? {};
    const checked = checkVariables(submitted);
    if (!checked.ok) return checked;
    const valid = submitUnfinished({ state, taken: taken.value, variables: submitted }, context);
    if (!valid.ok) return valid;
    const { task, node } = taken.value;
    const { comment, evidence } = input;
    const finished = finishTask(state, { taken: taken.value, verb: 'reject', comment, evidence }, context);
    const variables = withOutcome({ state, element: task.element, node }, submitted, REJECTED);
    const moved = refuseCase(finished, { element: task.element, variables }, context);
    return moved.ok ? ok(answerTask(moved.value, task.id, context)) : moved;
  },
};
