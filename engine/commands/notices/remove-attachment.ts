import { type Static, Type } from 'typebox';
import type { InstanceState } from '../../core/state.ts';
import { fail, ok } from '../../errors.ts';
import { rootDefinition } from '../case.ts';
import type { Command } from '../command.ts';
import { Comment, closed, Id } from '../input.ts';
import { requireManager } from '../rights.ts';
import { findNotice, type NoticeAnswer, notYours, requireUnclosed, say, writeNotices } from './notice.ts';

const Input = closed({ noticeId: Id, text: Type.Optional(Comment) });
type Input = Static<typeof Input>;

/**
 * Takes a file out of the lists: by who attached it, or who manages the case. Its entry stays, and its bytes with it. What the data of the case name
 * is refused with 'attachment-named', unless who manages the case says why.
 */
export const removeAttachment: Command<Input, NoticeAnswer> = {
  name: 'remove-attachment',
  input: Input,
  afterEnd: true,
  decide(state, { noticeId, text = '' }, context) {
    const found = findNotice(state, { noticeId }, 'attachment');
    if (!found.ok) return found;
    const { actor } = context;
    const manages = requireManager(actor, rootDefinition(state, context).graph).ok;
    if (found.value.by !== actor.id && !manages) return notYours('remove', ['who attached it', '上传人'], actor);
    const unclosed = requireUnclosed(found.value);
    if (!unclosed.ok) return unclosed;
    const field = namingField(state, noticeId);
    if (field !== undefined && !(manages && text.trim() !== '')) return fail('attachment-named', { field });
    return ok(
      writeNotices(state, { verb: 'closed', notices: [{ ...found.value, removed: say(text, context) }] }, context),
    );
  },
};

/** The variable, of the case or of a scope that is open, in which the id stands: a form has named the file there. */
function namingField({ elements }: InstanceState, id: string): string | undefined {
  for (const { vars } of Object.values(elements)) {
    const found = Object.entries(vars ?? {}).find(([, value]) => names(value, id));
    if (found) return found[0];
  }
  return undefined;
}

function names(value: unknown, id: string): boolean {
  if (value === id) return true;
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((one) => names(one, id));
}
