import { type Static, Type } from 'typebox';
import type { Command } from './command.ts';
import { endConfirmed } from './end-confirmed.ts';
import { closed, Reason } from './input.ts';
import type { InstanceAnswer } from './instance-answer.ts';
import { operateInstance } from './operate-instance.ts';

const Input = closed({ reason: Type.Optional(Reason) });
type Input = Static<typeof Input>;

/** C8 终止: the case ends; its open tasks are voided and stay in the history, departments that were asked are told. Where the item asks for two persons, another who manages it confirms. */
export const cancelInstance: Command<Input, InstanceAnswer> = {
  name: 'cancel-instance',
  input: Input,
  decide(state, { reason = '' }, context) {
    const done = operateInstance(state, { trigger: { kind: 'cancel', reason } }, context);
    return done.ok ? endConfirmed(state, { verb: 'cancel', wanted: {}, reason, done: done.value }, context) : done;
  },
};
