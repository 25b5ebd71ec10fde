import { type Static, Type } from 'typebox';
import { ok } from '../errors.ts';
import type { Command } from './command.ts';
import { closed, Id, Remark } from './input.ts';
import { answerInstance, type InstanceAnswer } from './instance-answer.ts';
import { performJump } from './perform-jump.ts';
import { begin, record } from './progress.ts';
import { ask, requested } from './requests.ts';

const Input = closed({
  /** The element to go to. */
  to: Id,
  /** The element instance whose token jumps; needed where several could. */
  from: Type.Optional(Id),
  reason: Remark,
});
type Input = Static<typeof Input>;

/** B8 跳转: asked for by somebody who manages the case, done when another who does has confirmed it. What could not be done now is refused now. */
export const jumpInstance: Command<Input, InstanceAnswer> = {
  name: 'jump-instance',
  input: Input,
  decide(state, input, context) {
    const done = performJump(state, input, context);
    if (!done.ok) return done;
    const request = ask({ verb: 'jump', input, reason: input.reason, users: [], groups: [] }, context);
    const asked = answerInstance(record(begin(state), [requested(request)], context));
    return ok({
      ...asked,
      answer: { ...asked.answer, request: request.id },
      foresees: { state: done.value.state, confirmedBy: [] },
    });
  },
};
