import { type Static, Type } from 'typebox';
import { castVote } from './cast-vote.ts';
import type { Command } from './command.ts';
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
});
type Input = Static<typeof Input>;

/** A5 弃权: an answer that is neither for nor against; the model says whether it counts in what a share is of. */
export const abstainTask: Command<Input, TaskAnswer> = {
  name: 'abstain-task',
  input: Input,
  decide(state, { taskId, variables = {}, comment, evidence }, context) {
    const taken = takeTask(state, { taskId, verb: 'abstain' }, context);
    if (!taken.ok) return taken;
    const checked = checkVariables(variables);
    if (!checked.ok) return checked;
    const valid = submitUnfinished({ state, taken: taken.value, variables }, context);
    if (!valid.ok) return valid;
    return castVote(state, { taken: taken.value, vote: 'abstain', comment, evidence, variables }, context);
  },
};
