import { type Static, Type } from 'typebox';
import type { Command } from './command.ts';
import { closed, Reason } from './input.ts';
import type { InstanceAnswer } from './instance-answer.ts';
import { operateInstance } from './operate-instance.ts';

const Input = closed({ reason: Type.Optional(Reason) });
type Input = Static<typeof Input>;

/** C6 挂起, the whole case with everything it calls: nothing fires and nobody acts until it is resumed. */
export const suspendInstance: Command<Input, InstanceAnswer> = {
  name: 'suspend-instance',
  input: Input,
  decide: (state, { reason }, context) => operateInstance(state, { trigger: { kind: 'suspend' }, reason }, context),
};
