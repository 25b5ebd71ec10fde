import { type Static, Type } from 'typebox';
import type { InstanceState } from '../core/state.ts';
import { ok, type Result } from '../errors.ts';
import { requireBeforeAcceptance } from './acceptance.ts';
import type { Command, DecideContext, Decision } from './command.ts';
import { conductOf, isNamed, namedNow, principalsOf, requireSetting } from './conduct.ts';
import { Comment, closed, Id, Reason } from './input.ts';
import { MaterialChecks, missingMaterials } from './material-checks.ts';
import { begin } from './progress.ts';
import { mayNoticeAgain } from './second-notice.ts';
import { askSecondPerson } from './second-person.ts';
import { giveNotice, type Notice } from './supplement-notice.ts';
import { takeTask } from './take-task.ts';
import { answerRequest, answerTask, type TaskAnswer } from './task-answer.ts';

const Input = closed({
  taskId: Id,
  checks: MaterialChecks,
  /** Why a second notice is admitted: only what came with the first supplement is not in order, or the facts have changed. */
  again: Type.Optional(
    closed({
      ground: Type.Union([Type.Literal('supplement-defective'), Type.Literal('facts-changed')]),
      reason: Type.Optional(Reason),
    }),
  ),
  comment: Type.Optional(Comment),
});
type Input = Static<typeof Input>;

/**
 * C1 一次性告知补正, before acceptance only: one notice of all that is missing, and the task waits for the applicant. A second one needs a ground of law
 * and a lead's reason: a lead gives it himself, anybody else asks a lead, and the notice is issued when he agrees.
 */
export const requestSupplementTask: Command<Input, TaskAnswer> = {
  name: 'request-supplement-task',
  input: Input,
  decide(state, input, context) {
    const taken = takeTask(state, { taskId: input.taskId, verb: 'request-supplement' }, context);
    if (!taken.ok) return taken;
    const before = requireBeforeAcceptance(state, 'request-supplement');
    if (!before.ok) return before;
    const missing = missingMaterials(conductOf(state, context).materials, input.checks);
    if (!missing.ok) return missing;
    const again = mayNoticeAgain(state, { missing: missing.value, again: input.again });
    if (!again.ok) return again;
    const notice = { taskId: input.taskId, materials: missing.value, comment: input.comment, again: input.again };
    return decideNotice(state, notice, context);
  },
};

function decideNotice(state: InstanceState, notice: Notice, context: DecideContext): Result<Decision<TaskAnswer>> {
  const { leads } = conductOf(state, context);
  const { again, taskId } = notice;
  const given = giveNotice(begin(state), { ...notice, by: context.actor.id }, context);
  if (!given.ok) return given;
  if (!again || (isNamed(context.actor, leads) && again.reason?.trim()))
    return ok(answerTask(given.value, taskId, context));
  const named = requireSetting(leads, { verb: 'request-supplement', setting: 'leads' });
  if (!named.ok) return named;
  const wanted = JSON.parse(JSON.stringify(notice)) as Record<string, unknown>;
  const asked = { verb: 'request-supplement', wanted, reason: again.reason ?? '', entitled: principalsOf(leads) };
  const pending = askSecondPerson(begin(state), asked, context);
  if (!pending.ok) return pending;
  const foresees = { state: given.value.state, events: given.value.events, confirmedBy: namedNow(leads, context) };
  return ok(answerRequest(pending.value, { taskId, foresees }, context));
}
