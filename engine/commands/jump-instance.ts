import { type Static, Type } from 'typebox';
import type { InstanceState } from '../core/state.ts';
import { ok } from '../errors.ts';
import { rootDefinition } from './case.ts';
import type { Command, DecideContext } from './command.ts';
import { closed, Id, Remark } from './input.ts';
import { answerInstance, type InstanceAnswer } from './instance-answer.ts';
import { performJump } from './perform-jump.ts';
import { begin } from './progress.ts';
import { type Asked, askerNow, askSecondPerson, managersOf } from './second-person.ts';

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
    const asked = askSecondPerson(begin(state), { ...askingFor(state, input, context), reason: input.reason }, context);
    if (!asked.ok) return asked;
    const told = answerInstance(asked.value.progress);
    return ok({
      ...told,
      answer: { ...told.answer, request: asked.value.request.id },
      foresees: { state: done.value.state, events: done.value.events, confirmedBy: [] },
    });
  },
};

function askingFor(state: InstanceState, input: Input, context: DecideContext): Omit<Asked, 'reason'> {
  const entitled = managersOf(rootDefinition(state, context).graph);
  const about = input.from === undefined ? {} : { about: input.from };
  return { verb: 'jump', wanted: input, entitled, asker: askerNow(context.actor), ...about };
}
