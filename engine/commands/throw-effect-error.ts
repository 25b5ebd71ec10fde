import { type Static, Type } from 'typebox';
import { ok } from '../errors.ts';
import { advance } from './advance.ts';
import type { Command } from './command.ts';
import { findEffect } from './effect.ts';
import { Comment, closed, Hash, Id, Name, VariableMap } from './input.ts';
import { answerInstance, type InstanceAnswer } from './instance-answer.ts';
import { begin } from './progress.ts';
import { checkVariables } from './variables.ts';

const Input = closed({
  effectId: Id,
  errorCode: Name,
  message: Type.Optional(Comment),
  variables: Type.Optional(VariableMap),
  answerHash: Type.Optional(Hash),
});
type Input = Static<typeof Input>;

/** The outside says no in a way the model foresees: an error event at the element that asked. */
export const throwEffectError: Command<Input, InstanceAnswer> = {
  name: 'throw-effect-error',
  input: Input,
  decide(state, { effectId, errorCode, message, variables = {}, answerHash }, context) {
    const effect = findEffect(state, effectId, context);
    if (!effect.ok) return effect;
    const checked = checkVariables(variables);
    if (!checked.ok) return checked;
    const said = [errorCode, message].filter(Boolean).join(': ');
    const refused = { kind: 'failEffect', effect: effectId, message: said, attemptsLeft: 0 } as const;
    const thrown = {
      kind: 'throwError',
      element: effect.value.element,
      code: errorCode,
      ...(message !== undefined && { message }),
      variables,
      ...(answerHash !== undefined && { answerHash }),
    } as const;
    // Nothing waits for what was asked aside, so there is nothing that could catch an error.
    const trigger = effect.value.aside ? refused : thrown;
    const moved = advance(begin(state), { trigger }, context);
    return moved.ok ? ok(answerInstance(moved.value)) : moved;
  },
};
