import { type Static, Type } from 'typebox';
import { fail } from '../errors.ts';
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
  decide: (state, _input, context) =>
    state.status === 'suspended'
      ? fail('instance-suspended', { instanceId: state.id })
      : operateInstance(state, { kind: 'suspend' }, context),
};
