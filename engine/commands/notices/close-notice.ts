import { type Static, Type } from 'typebox';
import type { Consultation, Supervision } from '../../core/notices.ts';
import { ok } from '../../errors.ts';
import { rootDefinition } from '../case.ts';
import type { Command } from '../command.ts';
import { Comment, closed, Id } from '../input.ts';
import { requireManager } from '../rights.ts';
import { findNotice, type NoticeAnswer, notYours, requireUnclosed, say, writeNotices } from './notice.ts';

const Input = closed({ noticeId: Id, text: Type.Optional(Comment) });
type Input = Static<typeof Input>;

/** Ends a supervision sheet (销号) or a question: by who opened it, or who manages the case. */
export const closeNotice: Command<Input, NoticeAnswer> = {
  name: 'close-notice',
  input: Input,
  afterEnd: true,
  decide(state, { noticeId, text = '' }, context) {
    const found = findNotice<'supervision' | 'consultation'>(state, { noticeId }, 'supervision', 'consultation');
    if (!found.ok) return found;
    const notice = found.value;
    const { actor } = context;
    const manages = requireManager(actor, rootDefinition(state, context).graph).ok;
    if (notice.by !== actor.id && !manages) return notYours('close', ['who opened it', '发起人'], actor);
    const unclosed = requireUnclosed(notice);
    if (!unclosed.ok) return unclosed;
    const now: Supervision | Consultation = { ...notice, closed: say(text, context) };
    return ok(writeNotices(state, { verb: 'closed', notices: [now] }, context));
  },
};
