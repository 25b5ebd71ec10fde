import { type Static, Type } from 'typebox';
import { ok } from '../errors.ts';
import { advance } from './advance.ts';
import type { Command } from './command.ts';
import { findEffect } from './effect.ts';
import { Comment, closed, Id, Instant } from './input.ts';
import { answerInstance, type InstanceAnswer } from './instance-answer.ts';
import { begin } from './progress.ts';

const Input = closed({
  effectId: Id,
  message: Comment,
  /** How often it may still be tried; the model's own count where absent. 0 makes an incident. */
  attemptsLeft: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000 })),
  /** When to try again; by the model's back-off where absent. */
  dueAt: Type.Optional(Instant),
  /** Nobody knows whether it was done. */
  unknown: Type.Optional(Type.Boolean()),
});
type Input = Static<typeof Input>;

/** The outside failed technically: it is tried again later, or, with no attempt left, a person must look at it. */
export const failEffect: Command<Input, InstanceAnswer> = {
  name: 'fail-effect',
  input: Input,
  decide(state, { effectId, ...failure }, context) {
    const effect = findEffect(state, effectId, context);
    if (!effect.ok) return effect;
    const moved = advance(begin(state), { trigger: { kind: 'failEffect', effect: effectId, ...failure } }, context);
    return moved.ok ? ok(answerInstance(moved.value)) : moved;
  },
};
