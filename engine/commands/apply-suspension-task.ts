import { type Static, Type } from 'typebox';
import type { InstanceState } from '../core/state.ts';
import { fail, ok, type Result } from '../errors.ts';
import type { Command, DecideContext } from './command.ts';
import { conductOf, namedNow, principalsOf, requireSetting } from './conduct.ts';
import { Comment, closed, Id, Instant } from './input.ts';
import { begin, record } from './progress.ts';
import { askSecondPerson } from './second-person.ts';
import { suspendCase } from './suspension.ts';
import { takeTask } from './take-task.ts';
import { answerRequest, type TaskAnswer } from './task-answer.ts';
import { moveTask } from './waiting-task.ts';

const Input = closed({
  taskId: Id,
  /** A code of the closed list of the item. */
  reason: Id,
  /** When it ends by itself, epoch ms. */
  until: Instant,
  comment: Type.Optional(Comment),
});
type Input = Static<typeof Input>;

const VERB = 'apply-suspension';
const DAY_MS = 86_400_000;

/** C6 申请中止: the handler applies; the case is suspended when a lead agrees. The reason is from a closed list, and there is a last day. */
export const applySuspensionTask: Command<Input, TaskAnswer> = {
  name: 'apply-suspension-task',
  input: Input,
  decide(state, { taskId, reason, until, comment = '' }, context) {
    const taken = takeTask(state, { taskId, verb: VERB }, context);
    if (!taken.ok) return taken;
    const fits = requireSuspendable(state, { reason, until }, context);
    if (!fits.ok) return fits;
    const leads = requireSetting(conductOf(state, context).leads, { verb: VERB, setting: 'leads' });
    if (!leads.ok) return leads;
    const { task, onBehalfOf } = taken.value;
    const told = moveTask({ task, verb: VERB, to: task.state, comment: comment || reason, onBehalfOf }, context);
    const asked = { verb: 'suspend', wanted: { reason, until }, reason: comment, entitled: principalsOf(leads.value) };
    const said = record(begin(state), [told], context);
    const { id: by } = context.actor;
    const done = suspendCase(said, { by, approver: by, reason, basis: fits.value, until }, context);
    if (!done.ok) return done;
    const pending = askSecondPerson(said, asked, context);
    if (!pending.ok) return pending;
    const foresees = {
      state: done.value.state,
      events: done.value.events,
      confirmedBy: namedNow(leads.value, context),
    };
    return ok(answerRequest(pending.value, { taskId, foresees }, context));
  },
};

interface Wanted {
  readonly reason: string;
  readonly until: number;
}

/** Gives the basis in law, null where the reason has none. Refuses with 'suspension-reason' and 'suspension-too-long'. */
export function requireSuspendable(
  state: InstanceState,
  { reason, until }: Wanted,
  context: DecideContext,
): Result<string | null> {
  const { suspensionReasons, suspensionMax } = conductOf(state, context);
  const found = suspensionReasons.find(({ code }) => code === reason);
  const reasons = suspensionReasons.map(({ code }) => code).join(', ') || '-';
  if (!found) return fail('suspension-reason', { reasons, reason });
  const most = requireSetting(suspensionMax, { verb: VERB, setting: 'suspensionMax' });
  if (!most.ok) return most;
  const latest = context.env.now + most.value * DAY_MS;
  if (until > context.env.now && until <= latest) return ok(found.basis);
  const text = (at: number) => new Date(at).toISOString();
  return fail('suspension-too-long', { latest: text(latest), until: text(until) });
}
