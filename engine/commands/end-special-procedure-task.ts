import { type Static, Type } from 'typebox';
import { fail, ok } from '../errors.ts';
import type { Command } from './command.ts';
import { closed, Id, Reason } from './input.ts';
import { proceedingsOf } from './proceedings.ts';
import { begin } from './progress.ts';
import { endProcedure } from './special-procedure.ts';
import { takeTask } from './take-task.ts';
import { answerTask, type TaskAnswer } from './task-answer.ts';

const Input = closed({
  taskId: Id,
  /** What came out of it. */
  result: Type.Optional(Reason),
});
type Input = Static<typeof Input>;

/** C5: the special procedure is over, and the clocks go on. One that the model runs ends with what runs, not before. */
export const endSpecialProcedureTask: Command<Input, TaskAnswer> = {
  name: 'end-special-procedure-task',
  input: Input,
  decide(state, { taskId, result = '' }, context) {
    const taken = takeTask(state, { taskId, verb: 'end-special-procedure' }, context);
    if (!taken.ok) return taken;
    const procedure = proceedingsOf(state).procedures.find((one) => one.task === taskId && !one.ended);
    if (!procedure) return fail('procedure-missing');
    if (procedure.element !== null && state.elements[procedure.element])
      return fail('procedure-running', { kind: procedure.kind });
    const ended = endProcedure(begin(state), { procedure, result, by: context.actor.id }, context);
    return ok(answerTask(ended, taskId, context));
  },
};
