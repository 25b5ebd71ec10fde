import type { Static } from 'typebox';
import { fail, ok } from '../../errors.ts';
import type { Command } from '../command.ts';
import { closed, Id } from '../input.ts';
import { hasRole } from '../rights.ts';
import { findNotice, type NoticeAnswer, notYours, requireUnclosed, writeNotices } from './notice.ts';

const Input = closed({ noticeId: Id });
type Input = Static<typeof Input>;

/** 撤回: who sent a copy takes it back while it is unread; what the model sent, an administrator. The receiver does not see it any more. */
export const recallCopy: Command<Input, NoticeAnswer> = {
  name: 'recall-copy',
  input: Input,
  afterEnd: true,
  decide(state, input, context) {
    const found = findNotice(state, input, 'copy');
    if (!found.ok) return found;
    const copy = found.value;
    const { actor, env } = context;
    if (copy.by !== actor.id && !hasRole(actor, ['admin'])) return notYours('recall', ['its sender', '发送人'], actor);
    const unclosed = requireUnclosed(copy);
    if (!unclosed.ok) return unclosed;
    if (copy.readAt !== undefined)
      return fail('copy-already-read', { to: copy.to.replace(/^user:/, ''), at: new Date(copy.readAt).toISOString() });
    return ok(writeNotices(state, { verb: 'recalled', notices: [{ ...copy, recalledAt: env.now }] }, context));
  },
};
