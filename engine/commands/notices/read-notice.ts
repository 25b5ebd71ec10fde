import type { Static } from 'typebox';
import { fail, ok } from '../../errors.ts';
import type { Command } from '../command.ts';
import { closed, Id } from '../input.ts';
import { isFor } from './addressed.ts';
import { findNotice, type NoticeAnswer, notYours, writeNotices } from './notice.ts';

const Input = closed({ noticeId: Id });
type Input = Static<typeof Input>;

/** 已阅: the receipt. Only the first reading counts; of a group, the first of them. What was recalled is not there any more. */
export const readNotice: Command<Input, NoticeAnswer> = {
  name: 'read-notice',
  input: Input,
  afterEnd: true,
  decide(state, input, context) {
    const found = findNotice(state, input, 'copy', 'urge', 'supervision', 'consultation');
    if (!found.ok) return found;
    const notice = found.value;
    if (!isFor(notice, context.actor)) return notYours('read', ['its receiver', '接收人'], context.actor);
    if (notice.kind === 'copy' && notice.recalledAt !== undefined)
      return fail('not-found', { kind: 'copy', id: notice.id });
    const notices = notice.readAt === undefined ? [{ ...notice, readAt: context.env.now }] : [];
    return ok(writeNotices(state, { verb: 'read', notices }, context));
  },
};
