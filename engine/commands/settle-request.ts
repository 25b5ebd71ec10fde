import { type Static, Type } from 'typebox';
import type { DomainEvent } from '../core/events.ts';
import type { InstanceState, OperationRequest } from '../core/state.ts';
import { fail, ok, type Result } from '../errors.ts';
import { requireOpen } from './case.ts';
import type { Command, DecideContext } from './command.ts';
import { Comment, closed, Id } from './input.ts';
import { answerInstance, type InstanceAnswer } from './instance-answer.ts';
import { type JumpInput, performJump } from './perform-jump.ts';
import { performReturn, type ReturnInput } from './perform-return.ts';
import { begin, type Progress, record } from './progress.ts';
import { askerOf, mayConfirm } from './requests.ts';

const Input = closed({
  requestId: Id,
  decision: Type.Union([Type.Literal('confirm'), Type.Literal('refuse')]),
  comment: Type.Optional(Comment),
});
type Input = Static<typeof Input>;

/**
 * The second person's word on an operation that was asked for. Confirmed, it is decided anew on the case as it is now and with the rights of who
 * asked; where it is not possible any more that is refused, and the request stays until somebody refuses it.
 */
export const settleRequest: Command<Input, InstanceAnswer> = {
  name: 'settle-request',
  input: Input,
  decide(state, { requestId, decision, comment = '' }, context) {
    const open = requireOpen(state);
    if (!open.ok) return open;
    const request = state.requests?.[requestId];
    if (!request) return fail('not-found', { kind: 'request', id: requestId });
    const isOwn = decision === 'refuse' && request.by.id === context.actor.id;
    if (!isOwn && !mayConfirm(state, request, context)) {
      const wanted =
        [...new Set([...request.users, ...request.groups])].join(' | ') || 'admin | manager | process owner';
      return fail('second-person-required', { right: wanted, actor: context.actor.id });
    }
    const outcome = decision === 'confirm' ? 'confirmed' : 'refused';
    const settled: DomainEvent = { type: 'requestSettled', id: requestId, outcome, by: context.actor.id, comment };
    const done: Result<Progress> = decision === 'confirm' ? perform(state, request, context) : ok(begin(state));
    return done.ok ? ok(answerInstance(record(done.value, [settled], context))) : done;
  },
};

function perform(state: InstanceState, request: OperationRequest, context: DecideContext): Result<Progress> {
  const asker = { ...context, actor: askerOf(request) };
  if (request.verb === 'jump') return performJump(state, request.input as unknown as JumpInput, asker);
  const returned = performReturn(state, request.input as unknown as ReturnInput, asker);
  return returned.ok ? ok(returned.value.progress) : returned;
}
