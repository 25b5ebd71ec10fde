import { type Static, Type } from 'typebox';
import { ok } from '../errors.ts';
import { requireOpen, rootDefinition } from './case.ts';
import type { Command } from './command.ts';
import { closed, Reason } from './input.ts';
import { answerInstance, type InstanceAnswer } from './instance-answer.ts';
import { begin, record } from './progress.ts';
import { requireManager } from './rights.ts';
import { suspendCase } from './suspension.ts';

const Input = closed({ reason: Type.Optional(Reason) });
type Input = Static<typeof Input>;

/**
 * 挂起 by those who manage the case: nothing fires and nobody acts until it is resumed. This is an administrative stop without a basis in law, so the
 * limits of the law run on; suspending by law is applied for (`apply-suspension`).
 */
export const suspendInstance: Command<Input, InstanceAnswer> = {
  name: 'suspend-instance',
  input: Input,
  decide(state, { reason = '' }, context) {
    const may = requireManager(context.actor, rootDefinition(state, context).graph);
    if (!may.ok) return may;
    const open = requireOpen(state);
    if (!open.ok) return open;
    const told = record(begin(state), reason ? [{ type: 'reasonGiven', reason }] : [], context);
    const by = context.actor.id;
    const stop = { by, approver: null, reason: 'administrative', basis: null, until: null };
    const moved = suspendCase(told, stop, context);
    return moved.ok ? ok(answerInstance(moved.value)) : moved;
  },
};
