import { type Static, Type } from 'typebox';
import { ok } from '../errors.ts';
import { requireOpen, rootDefinition } from './case.ts';
import type { Command } from './command.ts';
import { conductOf, isNamed } from './conduct.ts';
import { closed, Reason } from './input.ts';
import { answerInstance, type InstanceAnswer } from './instance-answer.ts';
import { requireSeparate } from './notices/master.ts';
import { begin, record } from './progress.ts';
import { requireManager } from './rights.ts';
import { resumeCase } from './suspension.ts';

const Input = closed({ reason: Type.Optional(Reason) });
type Input = Static<typeof Input>;

/** C6 恢复: the case goes on where it was, with the time that was left. For those who manage it, and for the leads who agree to suspensions. */
export const resumeInstance: Command<Input, InstanceAnswer> = {
  name: 'resume-instance',
  input: Input,
  decide(state, { reason = '' }, context) {
    const { actor } = context;
    const may = isNamed(actor, conductOf(state, context).leads)
      ? ok(undefined)
      : requireManager(actor, rootDefinition(state, context).graph);
    if (!may.ok) return may;
    const open = requireOpen(state);
    if (!open.ok) return open;
    const separate = requireSeparate(state);
    if (!separate.ok) return separate;
    const told = record(begin(state), reason ? [{ type: 'reasonGiven', reason }] : [], context);
    const moved = resumeCase(told, actor.id, context);
    return moved.ok ? ok(answerInstance(moved.value)) : moved;
  },
};
