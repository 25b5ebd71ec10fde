import { type Static, Type } from 'typebox';
import { ok } from '../errors.ts';
import { advance } from './advance.ts';
import { castVote } from './cast-vote.ts';
import { deliveryClock } from './clock-effects.ts';
import type { Command } from './command.ts';
import { caseScope, isUndecided } from './decided.ts';
import { finishTask } from './end-task.ts';
import { submitForm, submitUnfinished } from './form-submission.ts';
import { Comment, closed, Evidence, Id, Name, VariableMap } from './input.ts';
import { issueOnCompletion } from './issue-on-completion.ts';
import { withOutcome } from './outcome.ts';
import { record } from './progress.ts';
import { takeTask } from './take-task.ts';
import { answerTask, type TaskAnswer } from './task-answer.ts';
import { checkVariables } from './variables.ts';

const Input = closed({
  taskId: Id,
  variables: Type.Optional(VariableMap),
  /** What was decided, in the model's words; see `outcome.ts`. */
  outcome: Type.Optional(Name),
  comment: Type.Optional(Comment),
  evidence: Type.Optional(Evidence),
});
type Input = Static<typeof Input>;

/** A1 同意: the task is approved and the token leaves; among several who decide together, it is their vote for. Somebody entitled who has not claimed it does both at once. */
export const completeTask: Command<Input, TaskAnswer> = {
  name: 'complete-task',
  input: Input,
  decide(state, input, context) {
    const taken = takeTask(state, { taskId: input.taskId, verb: 'complete' }, context);
    if (!taken.ok) return taken;
    const submitted = input.variables ?? {};
    const checked = checkVariables(submitted);
    if (!checked.ok) return checked;
    // Whose opinion is asked for need not fill in what the one who decides does.
    const submit = taken.value.task.part?.added?.opinionOnly ? submitUnfinished : submitForm;
    const valid = submit({ state, taken: taken.value, variables: submitted }, context);
    if (!valid.ok) return valid;
    const { task, node } = taken.value;
    const { outcome, comment, evidence } = input;
    if (taken.value.element.round) {
      const said = { taken: taken.value, vote: 'for', outcome, comment, evidence, variables: submitted } as const;
      return castVote(state, said, context);
    }
    const finished = finishTask(state, { taken: taken.value, verb: 'complete', comment, evidence }, context);
    const issued = issueOnCompletion(finished, { taken: taken.value, variables: submitted }, context);
    if (!issued.ok) return issued;
    const variables = withOutcome({ state, element: task.element, node }, submitted, outcome);
    const trigger = { kind: 'completeElement', element: task.element, variables } as const;
    const open = isUndecided(node, caseScope(state, variables), context.env.now);
    const delivery = open ? [] : deliveryClock(node, { verb: 'complete' }, context);
    const decided = record(issued.value, delivery, context);
    const moved = advance(decided, { trigger }, context);
    return moved.ok ? ok(answerTask(moved.value, task.id, context)) : moved;
  },
};
