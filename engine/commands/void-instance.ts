import type { Static } from 'typebox';
import { ok } from '../errors.ts';
import { requireOpen } from './case.ts';
import { closeCase } from './close-case.ts';
import type { Command } from './command.ts';
import { closed, Remark } from './input.ts';
import { answerInstance, type InstanceAnswer } from './instance-answer.ts';
import { begin, record } from './progress.ts';
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
    const given = record(begin(state), [{ type: 'reasonGiven', reason }], context);
    const done = closeCase(given, { result: 'void', verb: 'void' }, context);
    if (!done.ok) return done;
    const pending = askSecondPerson(begin(state), asked, context);
    if (!pending.ok) return pending;
    const told = answerInstance(pending.value.progress);
    return ok({
      ...told,
      answer: { ...told.answer, request: pending.value.request.id },
      foresees: { state: done.value.state, events: done.value.events, confirmedBy: [] },
    });
  },
};
