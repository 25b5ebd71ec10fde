import type { Static } from 'typebox';
import type { Consultation, Copy, Notice, Supervision, Urge } from '../../core/notices.ts';
import { fail, ok, type Result } from '../../errors.ts';
import type { Command, DecideContext } from '../command.ts';
import { closed, Id, Remark } from '../input.ts';
import { isFor } from './addressed.ts';
import { findNotice, type NoticeAnswer, notYours, requireUnclosed, say, writeNotices } from './notice.ts';

const Input = closed({ noticeId: Id, text: Remark });
type Input = Static<typeof Input>;

/**
 * What the receiver says to it: an opinion about a copy (传阅意见), the answer to an urge, a supervision sheet or a question. Who answers has read it.
 * A question may be gone on with, by both sides, until it is closed; anything else is answered once.
 */
export const answerNotice: Command<Input, NoticeAnswer> = {
  name: 'answer-notice',
  input: Input,
  afterEnd: true,
  decide(state, input, context) {
    const found = findNotice(state, input, 'copy', 'urge', 'supervision', 'consultation');
    if (!found.ok) return found;
    const notice = found.value;
    const { actor } = context;
    const asks = notice.kind === 'consultation' && notice.by === actor.id;
    if (!isFor(notice, actor) && !asks) return notYours('answer', ['its receiver', '接收人'], actor);
    const unclosed = requireUnclosed(notice);
    if (!unclosed.ok) return unclosed;
    const answered = answerTo(notice, input.text, context);
    if (!answered.ok) return answered;
    const readAt = asks ? notice.readAt : (notice.readAt ?? context.env.now);
    const now = readAt === undefined ? answered.value : { ...answered.value, readAt };
    return ok(writeNotices(state, { verb: 'answered', notices: [now as Notice] }, context));
  },
};

function answerTo(
  notice: Copy | Urge | Supervision | Consultation,
  text: string,
  context: DecideContext,
): Result<Notice> {
  const said = say(text, context);
  if (notice.kind === 'consultation') {
    if (notice.answers.length >= MOST_ANSWERS) return fail('notice-limit', { limit: MOST_ANSWERS });
    return ok({ ...notice, answers: [...notice.answers, said] });
  }
  const before = notice.kind === 'copy' ? notice.opinion : notice.answer;
  if (before) return fail('notice-closed', { id: notice.id, at: new Date(before.at).toISOString() });
  return ok(notice.kind === 'copy' ? { ...notice, opinion: said } : { ...notice, answer: said });
}

/** Of one question. */
const MOST_ANSWERS = 100;
