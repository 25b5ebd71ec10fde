import type { Static } from 'typebox';
import { fail, ok } from '../../errors.ts';
import type { Command } from '../command.ts';
import { closed, Id, Remark } from '../input.ts';
import { findNotice, type NoticeAnswer, notYours, say, writeNotices } from './notice.ts';

const Input = closed({ noticeId: Id, text: Remark });
type Input = Static<typeof Input>;

/** A new version of a comment, by its author. The versions before stay. */
export const reviseComment: Command<Input, NoticeAnswer> = {
  name: 'revise-comment',
  input: Input,
  afterEnd: true,
  decide(state, input, context) {
    const found = findNotice(state, input, 'comment');
    if (!found.ok) return found;
    const comment = found.value;
    if (comment.by !== context.actor.id) return notYours('revise', ['its author', '作者'], context.actor);
    if (comment.versions.length >= MOST_VERSIONS) return fail('notice-limit', { limit: MOST_VERSIONS });
    const revised = { ...comment, versions: [...comment.versions, say(input.text, context)] };
    return ok(writeNotices(state, { verb: 'revised', notices: [revised] }, context));
  },
};

const MOST_VERSIONS = 50;
