import { type Static, Type } from 'typebox';
import { ok } from '../errors.ts';
import { requireAfterAcceptance } from './acceptance.ts';
import { refuseCase } from './close-case.ts';
import type { Command } from './command.ts';
import { requireDecisionPower } from './conduct.ts';
import { finishTask } from './end-task.ts';
import { Comment, closed, Id, Reason, VariableMap } from './input.ts';
import { issue } from './issue.ts';
import { withOutcome } from './outcome.ts';
import { record } from './progress.ts';
import { takeTask } from './take-task.ts';
import { answerTask, type TaskAnswer } from './task-answer.ts';
import { checkVariables } from './variables.ts';

const Input = closed({
  taskId: Id,
  reasons: Type.Optional(Reason),
  /** The article it rests on. */
  basis: Type.Optional(Reason),
  /** The organ that decides on a reconsideration (复议). */
  reconsideration: Type.Optional(Reason),
  /** The court an action is brought before (诉讼). */
  litigation: Type.Optional(Reason),
  variables: Type.Optional(VariableMap),
  comment: Type.Optional(Comment),
});
type Input = Static<typeof Input>;

/**
 * A3 不予许可: all tokens are consumed, what others have open is voided, departments already asked are told, what can be undone is undone, and the case
 * ends as `refused`. Only with the written decision, which gives reasons and remedies (行政许可法 38), and only by who has the power to decide.
 */
export const refuseTask: Command<Input, TaskAnswer> = {
  name: 'refuse-task',
  input: Input,
  decide(state, input, context) {
    const taken = takeTask(state, { taskId: input.taskId, verb: 'refuse' }, context);
    if (!taken.ok) return taken;
    const decides = requireDecisionPower(taken.value, 'refuse', context);
    if (!decides.ok) return decides;
    const accepted = requireAfterAcceptance(state, 'refuse', context);
    if (!accepted.ok) return accepted;
    const { reasons, basis, reconsideration, litigation, variables = {}, comment = reasons } = input;
    const checked = checkVariables(variables);
    if (!checked.ok) return checked;
    const finished = finishTask(state, { taken: taken.value, verb: 'refuse', comment }, context);
    const issued = issue(
      finished,
      { kind: 'refusal', params: { reasons, basis, reconsideration, litigation } },
      context,
    );
    if (!issued.ok) return issued;
    const { task, node } = taken.value;
    const values = withOutcome({ state, element: task.element, node }, variables, 'refused');
    const told = record(issued.value.progress, [{ type: 'variablesWritten', scope: state.root, values }], context);
    const document = issued.value.document.number;
    const moved = refuseCase(told, { result: 'refused', verb: 'refuse', document, step: task.element }, context);
    return moved.ok ? ok(answerTask(moved.value, task.id, context)) : moved;
  },
};
