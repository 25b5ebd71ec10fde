/** What is done when a second person confirms, by verb. The context is that of who confirms; `request.by` asked. */
import type { DomainEvent } from '../core/events.ts';
import type { ConfirmationRequest } from '../core/proceedings.ts';
import type { ModifyInstruction } from '../core/trigger.ts';
import { fail, ok, type Result } from '../errors.ts';
import { requireBeforeAcceptance } from './acceptance.ts';
import { requireSuspendable } from './apply-suspension-task.ts';
import { cancelCase, closeCase, modifyCase } from './close-case.ts';
import type { DecideContext } from './command.ts';
import { type HandedOn, handOn } from './hand-on.ts';
import { type JumpInput, performJump } from './perform-jump.ts';
import { performReturn, type ReturnInput } from './perform-return.ts';
import { type Progress, record } from './progress.ts';
import { type ReopenInput, reopenCase } from './reopen-case.ts';
import { mayNoticeAgain } from './second-notice.ts';
import { askerOf } from './second-person.ts';
import { giveNotice, type Notice } from './supplement-notice.ts';
import { suspendCase } from './suspension.ts';

export interface Confirmed {
  readonly request: ConfirmationRequest;
  /** What who confirms says about it; may be empty. */
  readonly reason: string;
}

export type SecondPersonVerb = (progress: Progress, confirmed: Confirmed, context: DecideContext) => Result<Progress>;

export const SECOND_PERSON_VERBS: Readonly<Record<string, SecondPersonVerb>> = {
  /** Decided anew on the case as it is now, with the rights of who asked. */
  jump(progress, { request }, context) {
    const asker = { ...context, actor: askerOf(request) };
    return after(progress, performJump(progress.state, request.wanted as unknown as JumpInput, asker));
  },

  /** Who confirms has the power of decision; that an administrator asked was judged then. */
  reopen(progress, { request }, context) {
    const input = request.wanted as unknown as ReopenInput;
    return reopenCase(progress, { input, by: request.by, approver: context.actor.id }, context);
  },

  /** The same (B2 b). */
  return(progress, { request }, context) {
    const asker = { ...context, actor: askerOf(request) };
    const returned = performReturn(progress.state, request.wanted as unknown as ReturnInput, asker);
    return returned.ok ? after(progress, ok(returned.value.progress)) : returned;
  },

  /** With the reason of who asked. */
  cancel(progress, { request }, context) {
    const given: DomainEvent[] = request.reason === '' ? [] : [{ type: 'reasonGiven', reason: request.reason }];
    return cancelCase(record(progress, given, context), { result: 'cancelled', reason: request.reason }, context);
  },

  /** Only what would end the case is asked for. With the reason of who asked. */
  modify(progress, { request }, context) {
    const given: DomainEvent[] = request.reason === '' ? [] : [{ type: 'reasonGiven', reason: request.reason }];
    const { instructions } = request.wanted as { readonly instructions: readonly ModifyInstruction[] };
    return modifyCase(record(progress, given, context), instructions, context);
  },

  void(progress, { request }, context) {
    const given: DomainEvent = { type: 'reasonGiven', reason: request.reason };
    return closeCase(record(progress, [given], context), { result: 'void', verb: 'void' }, context);
  },

  /** The time that was asked for is held against the most the item admits from now on. */
  suspend(progress, { request }, context) {
    const { reason, until } = request.wanted as { readonly reason: string; readonly until: number };
    const basis = requireSuspendable(progress.state, { reason, until }, context);
    if (!basis.ok) return basis;
    const agreed = { by: request.by, approver: context.actor.id, reason, basis: basis.value, until };
    return suspendCase(progress, agreed, context);
  },

  'hand-on'(progress, { request }, context) {
    return handOn(progress, { ...(request.wanted as Omit<HandedOn, 'reason'>), reason: request.reason }, context);
  },

  /** A second notice needs the lead's own reason. */
  'request-supplement'(progress, { request, reason }, context) {
    const notice = request.wanted as unknown as Notice;
    if (reason.trim() === '') return fail('confirmation-reason', { id: request.id });
    const before = requireBeforeAcceptance(progress.state, request.verb);
    if (!before.ok) return before;
    const again = mayNoticeAgain(progress.state, { missing: notice.materials, again: notice.again });
    if (!again.ok) return again;
    const ground = notice.again?.ground ?? 'facts-changed';
    return giveNotice(progress, { ...notice, again: { ground, reason }, by: context.actor.id }, context);
  },
};

/** What was decided on the state of a progress, together with what led there. */
const after = ({ events }: Progress, decided: Result<Progress>): Result<Progress> =>
  decided.ok ? ok({ ...decided.value, events: [...events, ...decided.value.events] }) : decided;
