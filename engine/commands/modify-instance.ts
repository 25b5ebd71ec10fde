import { type Static, Type } from 'typebox';
import type { ModifyInstruction } from '../core/trigger.ts';
import { fail, ok, type Result } from '../errors.ts';
import type { Command } from './command.ts';
import { endConfirmed } from './end-confirmed.ts';
import { closed, Id, Reason, VariableMap } from './input.ts';
import type { InstanceAnswer } from './instance-answer.ts';
import { operateInstance } from './operate-instance.ts';
import { checkVariables } from './variables.ts';

const Instruction = closed({
  type: Type.Union([Type.Literal('startBefore'), Type.Literal('startAfter'), Type.Literal('cancel')]),
  elementId: Type.Optional(Id),
  elementInstanceId: Type.Optional(Id),
  variables: Type.Optional(VariableMap),
});
type Instruction = Static<typeof Instruction>;

const Input = closed({
  instructions: Type.Array(Instruction, { minItems: 1, maxItems: 100 }),
  reason: Type.Optional(Reason),
});
type Input = Static<typeof Input>;

/**
 * B8 跳转 by hand: tokens are put before or after elements, element instances are ended. All instructions or none. Where that
 * ends the case, departments that were asked are told, and it is confirmed by a second person where cancelling is.
 */
export const modifyInstance: Command<Input, InstanceAnswer> = {
  name: 'modify-instance',
  input: Input,
  decide(state, input, context) {
    const instructions: ModifyInstruction[] = [];
    for (const given of input.instructions) {
      const instruction = readInstruction(given);
      if (!instruction.ok) return instruction;
      instructions.push(instruction.value);
    }
    const { reason = '' } = input;
    const done = operateInstance(state, { trigger: { kind: 'modify', instructions }, reason }, context);
    return done.ok
      ? endConfirmed(state, { verb: 'modify', wanted: { instructions }, reason, done: done.value }, context)
      : done;
  },
};

function readInstruction({
  type,
  elementId,
  elementInstanceId,
  variables = {},
}: Instruction): Result<ModifyInstruction> {
  if (type === 'cancel') {
    if ((elementId === undefined) === (elementInstanceId === undefined)) {
      return fail('bad-request', { reason: 'cancel needs exactly one of elementId and elementInstanceId' });
    }
    return ok({ type, ...(elementId === undefined ? { elementInstanceId } : { elementId }) });
  }
  if (elementId === undefined || elementInstanceId !== undefined) {
    return fail('bad-request', { reason: `${type} needs elementId and nothing else` });
  }
  const checked = checkVariables(variables);
  return checked.ok ? ok({ type, elementId, variables }) : checked;
}
