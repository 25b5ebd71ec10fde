import { type Static, Type } from 'typebox';
import type { DomainEvent } from '../core/events.ts';
import { ok } from '../errors.ts';
import { refuseCase } from './close-case.ts';
import type { Command } from './command.ts';
import { requireDecisionPower } from './conduct.ts';
import { finishTask } from './end-task.ts';
import { closed, Id, Reason } from './input.ts';
import { issue } from './issue.ts';
import { proceedingsOf } from './proceedings.ts';
import { record } from './progress.ts';
import { takeTask } from './take-task.ts';
import { answerTask, type TaskAnswer } from './task-answer.ts';

const Input = closed({
  taskId: Id,
  reasons: Type.Optional(Reason),
  reconsideration: Type.Optional(Reason),
  litigation: Type.Optional(Reason),
});
type Input = Static<typeof Input>;

/** The message that tells the credit register; its key is the applicant. */
const CREDIT_RECORD = 'credit-record';

/** C4, where the promise was false: the decision is revoked in writing, the credit register is told, and the case ends as `revoked`. */
export const revokeTask: Command<Input, TaskAnswer> = {
  name: 'revoke-task',
  input: Input,
  decide(state, { taskId, reasons, reconsideration, litigation }, context) {
    const taken = takeTask(state, { taskId, verb: 'revoke' }, context);
    if (!taken.ok) return taken;
    const decides = requireDecisionPower(taken.value, 'revoke', context);
    if (!decides.ok) return decides;
    const finished = finishTask(state, { taken: taken.value, verb: 'revoke', comment: reasons }, context);
    const decision = proceedingsOf(state).documents.findLast(({ kind }) => kind === 'grant')?.number ?? '';
    const params = { reasons, reconsideration, litigation, decision };
    const issued = issue(finished, { kind: 'revocation', params }, context);
    if (!issued.ok) return issued;
    const { document, progress } = issued.value;
    const credit: DomainEvent = {
      type: 'messageSent',
      id: context.env.newId(),
      element: taken.value.task.element,
      name: CREDIT_RECORD,
      key: state.initiator,
      variables: { instanceId: state.id, reasons: reasons ?? '', document: document.number },
      timeToLive: 'P30D',
    };
    const closing = {
      result: 'revoked',
      verb: 'revoke',
      document: document.number,
      step: taken.value.task.element,
    } as const;
    const moved = refuseCase(record(progress, [credit], context), closing, context);
    return moved.ok ? ok(answerTask(moved.value, taskId, context)) : moved;
  },
};
