import { type Static, Type } from 'typebox';
import { ok } from '../errors.ts';
import { advance } from './advance.ts';
import type { Command } from './command.ts';
import { findEffect } from './effect.ts';
import { closed, Hash, Id, VariableMap } from './input.ts';
import { answerInstance, type InstanceAnswer } from './instance-answer.ts';
import { begin } from './progress.ts';
import { checkVariables } from './variables.ts';

const Input = closed({ effectId: Id, variables: Type.Optional(VariableMap), answerHash: Type.Optional(Hash) });
type Input = Static<typeof Input>;

/** An adapter or a worker has done what it was asked for; its variables go through the output mappings. */
export const completeEffect: Command<Input, InstanceAnswer> = {
  name: 'complete-effect',
  input: Input,
  decide(state, { effectId, variables = {}, answerHash }, context) {
    const effect = findEffect(state, effectId, context);
    if (!effect.ok) return effect;
    const checked = checkVariables(variables);
    if (!checked.ok) return checked;
    const hash = answerHash === undefined ? {} : { answerHash };
    const trigger = { kind: 'completeEffect', effect: effectId, variables, ...hash } as const;
    const moved = advance(begin(state), { trigger }, context);
    return moved.ok ? ok(answerInstance(moved.value)) : moved;
  },
};
