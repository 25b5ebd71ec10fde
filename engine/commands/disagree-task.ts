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

/** A2 反对: a vote against. The token moves only when the round is decided; outside of rounds it is refused (`round-missing`). */
export const disagreeTask: Command<Input, TaskAnswer> = {
  name: 'disagree-task',
  input: Input,
  decide(state, { taskId, variables = {}, comment, evidence }, context) {
    const taken = takeTask(state, { taskId, verb: 'disagree' }, context);
    if (!taken.ok) return taken;
    const checked = checkVariables(variables);
    if (!checked.ok) return checked;
    const valid = submitUnfinished({ state, taken: taken.value, variables }, context);
    if (!valid.ok) return valid;
    return castVote(state, { taken: taken.value, vote: 'against', comment, evidence, variables }, context);
  },
};
