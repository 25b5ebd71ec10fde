import { type Static, Type } from 'typebox';
import type { InstanceState } from '../core/state.ts';
import { ok, type Result } from '../errors.ts';
import type { Command, DecideContext, Decision } from './command.ts';
import { consentNeeded } from './consent.ts';
import { Comment, closed, Evidence, Id } from './input.ts';
import { performReturn } from './perform-return.ts';
import { begin } from './progress.ts';
import { returnToSeat, seatBefore } from './return-seat.ts';
import { askerNow, askSecondPerson } from './second-person.ts';
import { takeTask } from './take-task.ts';
import { answerRequest, answerTask, type TaskAnswer } from './task-answer.ts';

const Input = closed({
  taskId: Id,
  /** The element, or the ended task, to go back to; the previous human visit where absent. */
  to: Type.Optional(Id),
  /** The reason. */
  comment: Type.Optional(Comment),
  evidence: Type.Optional(Evidence),
  /** What happens once the target is done again: everything between again (B4), or straight back here (B5). */
  resubmit: Type.Optional(Type.Union([Type.Literal('again'), Type.Literal('straight')])),
  /** Of a round that is come straight back to. */
  signers: Type.Optional(Type.Union([Type.Literal('onlyRejecter'), Type.Literal('allSigners')])),
  /** After a join: only the branch of the target, or all branches of the block. */
  block: Type.Optional(Type.Union([Type.Literal('branch'), Type.Literal('whole')])),
});
type Input = Static<typeof Input>;

/**
 * B1 退回上一步, B2 退回任意历史节点: the token goes back to an earlier user task of the same scope. What descends from that visit is consumed,
 * its open tasks are voided and stay in the history, and the target becomes a new visit of the person who finished it before. Where the model
 * wants consent to voiding the work of colleagues, nothing moves until it is given.
 */
export const returnTask: Command<Input, TaskAnswer> = {
  name: 'return-task',
  input: Input,
  decide(state, input, context) {
    const toSeat = returnInSequence(state, input, context);
    if (toSeat) return toSeat;
    const returned = performReturn(state, input, context);
    if (!returned.ok) return returned;
    const { progress, taken, voided, takesBack } = returned.value;
    const consent = takesBack ? consentNeeded(state, { taken, voided }, context) : ok(null);
    if (!consent.ok) return consent;
    if (consent.value === null) return ok(answerTask(progress, input.taskId, context));
    const { names, entitled } = consent.value;
    const given = { verb: 'return', wanted: input, reason: input.comment ?? '', entitled, about: input.taskId };
    const asked = askSecondPerson(begin(state), { ...given, asker: askerNow(context.actor) }, context);
    if (!asked.ok) return asked;
    const foresees = { state: progress.state, events: progress.events, confirmedBy: names };
    return ok(answerRequest(asked.value, { taskId: input.taskId, foresees }, context));
  },
};

function returnInSequence(
  state: InstanceState,
  { taskId, to, comment }: Input,
  context: DecideContext,
): Result<Decision<TaskAnswer>> | undefined {
  if (to !== undefined) return undefined;
  const taken = takeTask(state, { taskId, verb: 'return' }, context);
  const before = taken.ok ? seatBefore(state, taken.value) : undefined;
  if (!taken.ok || !before) return undefined;
  const moved = returnToSeat(state, { taken: taken.value, before, comment }, context);
  return moved.ok ? ok(answerTask(moved.value, taskId, context)) : moved;
}
