import { type Static, Type } from 'typebox';
import type { DomainEvent } from '../core/events.ts';
import type { ConfirmationAnswer, ConfirmationRequest } from '../core/proceedings.ts';
import type { InstanceState } from '../core/state.ts';
import { fail, ok, type Result } from '../errors.ts';
import { clearAlarms } from './alarms.ts';
import { requireOpen } from './case.ts';
import type { Command, DecideContext } from './command.ts';
import { closed, Id, Reason } from './input.ts';
import { answerInstance, type InstanceAnswer } from './instance-answer.ts';
import { proceedingsOf } from './proceedings.ts';
import { begin, type Progress, record } from './progress.ts';
import { forbidden } from './rights.ts';
import { mayAnswer } from './second-person.ts';
import { type Confirmed, SECOND_PERSON_VERBS } from './second-person-verbs.ts';

const Input = closed({
  requestId: Id,
  answer: Type.Union([Type.Literal('confirm'), Type.Literal('refuse'), Type.Literal('withdraw')]),
  reason: Type.Optional(Reason),
});
type Input = Static<typeof Input>;

/** The second person says yes, and it happens in the same commit; says no, with a reason; or who asked takes it back. */
export const answerConfirmation: Command<Input, InstanceAnswer> = {
  name: 'answer-confirmation',
  input: Input,
  afterEnd: true,
  decide(state, { requestId, answer, reason = '' }, context) {
    const request = pendingRequest(state, requestId);
    if (!request.ok) return request;
    const may = judge(request.value, answer, context);
    if (!may.ok) return may;
    if (answer === 'refuse' && reason.trim() === '') return fail('confirmation-reason', { id: requestId });
    const told = closeRequest(begin(state), { request: request.value, answer: ANSWERS[answer], reason }, context);
    const moved = answer === 'confirm' ? perform(told, { request: request.value, reason }, context) : ok(told);
    return moved.ok ? ok(answerInstance(moved.value)) : moved;
  },
};

const ANSWERS = { confirm: 'confirmed', refuse: 'refused', withdraw: 'withdrawn' } as const;

function pendingRequest(state: InstanceState, id: string): Result<ConfirmationRequest> {
  const request = proceedingsOf(state).requests[id];
  if (request) return ok(request);
  const open = requireOpen(state);
  return !open.ok ? open : fail('not-found', { kind: 'confirmation request', id });
}

function judge(request: ConfirmationRequest, answer: Input['answer'], { actor }: DecideContext): Result<void> {
  if (answer === 'withdraw') return actor.id === request.by ? ok(undefined) : forbidden(actor, request.by);
  if (actor.id === request.by) return fail('confirmation-own', { verb: request.verb, actor: actor.id });
  return mayAnswer(request, actor) ? ok(undefined) : forbidden(actor, request.entitled.join(' | '));
}

function perform(progress: Progress, confirmed: Confirmed, context: DecideContext): Result<Progress> {
  const verb = SECOND_PERSON_VERBS[confirmed.request.verb];
  if (!verb)
    throw new Error(`Expected ${confirmed.request.verb} to be done when it is confirmed, but nobody says how.`);
  return verb(progress, confirmed, context);
}

export interface RequestEnd {
  readonly request: ConfirmationRequest;
  readonly answer: ConfirmationAnswer;
  readonly reason: string;
}

/** The one way a request ends. */
export function closeRequest(progress: Progress, end: RequestEnd, context: DecideContext): Progress {
  const events: DomainEvent[] = [
    { type: 'confirmationAnswered', ...end },
    ...clearAlarms(progress.state, { purpose: 'confirmation', ref: end.request.id }),
  ];
  return record(progress, events, context);
}
