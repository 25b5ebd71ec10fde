import type { Static } from 'typebox';
import { ok } from '../errors.ts';
import { requireOpen } from './case.ts';
import type { Command } from './command.ts';
import { closed, Remark } from './input.ts';
import { answerInstance, type InstanceAnswer } from './instance-answer.ts';
import { begin } from './progress.ts';
import { requireRole } from './rights.ts';
import { askSecondPerson } from './second-person.ts';

const Input = closed({ reason: Remark });
type Input = Static<typeof Input>;

/** C8 作废: an administrator asks; another administrator or a manager confirms, and the case is closed as void. It is kept, its number too. */
export const voidInstance: Command<Input, InstanceAnswer> = {
  name: 'void-instance',
  input: Input,
  decide(state, { reason }, context) {
    const may = requireRole(context.actor, ['admin']);
    if (!may.ok) return may;
    const open = requireOpen(state);
    if (!open.ok) return open;
    const asked = { verb: 'void', wanted: {}, reason, entitled: ['role:admin', 'role:manager'] };
    const pending = askSecondPerson(begin(state), asked, context);
    return pending.ok ? ok(answerInstance(pending.value.progress)) : pending;
  },
};
