import { type Static, Type } from 'typebox';
import { ok } from '../../errors.ts';
import type { Command } from '../command.ts';
import { closed, Remark, Visible } from '../input.ts';
import { isOfficial } from '../rights.ts';
import { type NoticeAnswer, notYours, requireRoom, say, stamp, writeNotices } from './notice.ts';

const Input = closed({ text: Remark, visibility: Type.Optional(Visible) });
type Input = Static<typeof Input>;

/** G10 意见 about the case, also after its end: of an official, internal unless said otherwise; of who asked for it, seen by both sides. */
export const commentInstance: Command<Input, NoticeAnswer> = {
  name: 'comment-instance',
  input: Input,
  afterEnd: true,
  decide(state, { text, visibility = 'internal' }, context) {
    const { actor } = context;
    if (!isOfficial(actor) && state.initiator !== actor.id)
      return notYours('comment', ['an official or the applicant', '工作人员或申请人'], actor);
    const room = requireRoom(state, 'comment');
    if (!room.ok) return room;
    const seen = isOfficial(actor) ? visibility : 'applicant';
    const versions = [say(text, context)];
    return ok(
      writeNotices(
        state,
        { verb: 'sent', notices: [{ kind: 'comment', ...stamp(context), visibility: seen, versions }] },
        context,
      ),
    );
  },
};
