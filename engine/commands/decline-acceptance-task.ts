import { type Static, Type } from 'typebox';
import { fail, ok } from '../errors.ts';
import { requireBeforeAcceptance } from './acceptance.ts';
import { closeCase } from './close-case.ts';
import type { Command } from './command.ts';
import { finishTask } from './end-task.ts';
import { closed, Id, Reason } from './input.ts';
import { issue } from './issue.ts';
import { takeTask } from './take-task.ts';
import { answerTask, type TaskAnswer } from './task-answer.ts';

const Input = closed({
  taskId: Id,
  reason: Type.Union([Type.Literal('not-needed'), Type.Literal('not-our-power')]),
  /** Where it is not our power: the organ whose it is. */
  organ: Type.Optional(Reason),
  explanation: Type.Optional(Reason),
});
type Input = Static<typeof Input>;

/** A4 不予受理 (行政许可法 32): before acceptance only, with a voucher that says why and, where it is another organ's power, whose. */
export const declineAcceptanceTask: Command<Input, TaskAnswer> = {
  name: 'decline-acceptance-task',
  input: Input,
  decide(state, { taskId, reason, organ = '', explanation = '' }, context) {
    const taken = takeTask(state, { taskId, verb: 'decline-acceptance' }, context);
    if (!taken.ok) return taken;
    const before = requireBeforeAcceptance(state, 'decline-acceptance');
    if (!before.ok) return before;
    if (reason === 'not-our-power' && organ.trim() === '') return organMissing();
    const finished = finishTask(
      state,
      { taken: taken.value, verb: 'decline-acceptance', comment: explanation },
      context,
    );
    const params = { reason, explanation, organ: reason === 'not-our-power' ? organ : null };
    const issued = issue(finished, { kind: 'nonAcceptance', params }, context);
    if (!issued.ok) return issued;
    const { progress, document } = issued.value;
    const closing = {
      result: 'notAccepted',
      verb: 'decline-acceptance',
      document: document.number,
      step: taken.value.task.element,
    } as const;
    const moved = closeCase(progress, { ...closing, reason }, context);
    return moved.ok ? ok(answerTask(moved.value, taskId, context)) : moved;
  },
};

const organMissing = () =>
  fail('document-incomplete', {
    kind: 'Decision not to accept',
    kindZh: '不予受理决定书',
    missing: 'the organ with the power to decide',
    missingZh: '有权办理的行政机关',
  });
