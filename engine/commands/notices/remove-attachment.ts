import { type Static, Type } from 'typebox';
import { ok } from '../../errors.ts';
import { rootDefinition } from '../case.ts';
import type { Command } from '../command.ts';
import { Comment, closed, Id } from '../input.ts';
import { requireManager } from '../rights.ts';
import { findNotice, type NoticeAnswer, notYours, requireUnclosed, say, writeNotices } from './notice.ts';

const Input = closed({ noticeId: Id, text: Type.Optional(Comment) });
type Input = Static<typeof Input>;

/** Takes a file out of the lists: by who attached it, or who manages the case. Its entry stays, and its bytes with it. */
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
    return ok(
      writeNotices(state, { verb: 'closed', notices: [{ ...found.value, removed: say(text, context) }] }, context),
    );
  },
};
