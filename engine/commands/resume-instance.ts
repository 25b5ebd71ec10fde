import { type Static, Type } from 'typebox';
import type { Command } from './command.ts';
import { closed, Reason } from './input.ts';
import type { InstanceAnswer } from './instance-answer.ts';
import { operateInstance } from './operate-instance.ts';

const Input = closed({ reason: Type.Optional(Reason) });
type Input = Static<typeof Input>;

/** C6 恢复: the case goes on. */
export const resumeInstance: Command<Input, InstanceAnswer> = {
  name: 'resume-instance',
  input: Input,
  decide: (state, { reason }, context) => operateInstance(state, { trigger: { kind: 'resume' }, reason }, context),
};
