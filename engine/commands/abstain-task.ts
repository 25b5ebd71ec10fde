import { type Static, Type } from 'typebox';
import { castVote } from './cast-vote.ts';
import type { Command } from './command.ts';
import { declareConflict } from './declare-conflict.ts';
import { submitUnfinished } from './form-submission.ts';
import { Comment, closed, Evidence, Id, VariableMap } from './input.ts';
import { takeTask } from './take-task.ts';
import type { TaskAnswer } from './task-answer.ts';
import { checkVariables } from './variables.ts';

const Input = closed({
  taskId: Id,
  variables: Type.Optional(VariableMap),
  comment: Type.Optional(Comment),
  evidence: Type.Optional(Evidence),
  /** The actor was drawn and is too near to the case: somebody else is drawn. */
  conflict: Type.Optional(Type.Boolean()),
});
type Input = Static<typeof Input>;

/**
 * A5 弃权: an answer that is neither for nor against; the model says whether it counts in what a share is of. With `conflict` (回避) it is none: who was
 * drawn gives up the seat, and somebody else is drawn.
 */
export const abstainTask: Command<Input, TaskAnswer> = {
  name: 'abstain-task',
  input: Input,
  decide(state, { taskId, variables = {}, comment, evidence, conflict = false }, context) {
    const taken = takeTask(state, { taskId, verb: 'abstain' }, context);
    if (!taken.ok) return taken;
    if (conflict) return declareConflict(state, { taken: taken.value, comment, evidence }, context);
    const checked = checkVariables(variables);
    if (!checked.ok) return checked;
    const valid = submitUnfinished({ state, taken: taken.value, variables }, context);
    if (!valid.ok) return valid;
    return castVote(state, { taken: taken.value, vote: 'abstain', comment, evidence, variables }, context);
  },
};
