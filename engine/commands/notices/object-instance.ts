import { type Static, Type } from 'typebox';
import type { Objection } from '../../core/notices.ts';
import { fail, ok } from '../../errors.ts';
import type { Command } from '../command.ts';
import { closed, Id, Remark } from '../input.ts';
import { isOfficial } from '../rights.ts';
import { type NoticeAnswer, noticesOf, notYours, requireRoom, stamp, writeNotices } from './notice.ts';

const Input = closed({
  subject: Type.Union([Type.Literal('dispatch'), Type.Literal('rating'), Type.Literal('assessment')]),
  text: Remark,
  taskId: Type.Optional(Id),
});
type Input = Static<typeof Input>;

/**
 * G14 申诉: against a wrong dispatch, a bad rating or an assessment, also after the end. While it is open the case does not count in assessments; the
 * case itself goes on. One at a time for each subject and person.
 */
export const objectInstance: Command<Input, NoticeAnswer> = {
  name: 'object-instance',
  input: Input,
  afterEnd: true,
  decide(state, { subject, text, taskId }, context) {
    const { actor } = context;
    if (!isOfficial(actor) && state.initiator !== actor.id)
      return notYours('object', ['an official or the applicant', '工作人员或申请人'], actor);
    const open = noticesOf(state, 'objection').find(
      (objection) => objection.by === actor.id && objection.subject === subject && !objection.decided,
    );
    if (open) return fail('already-exists', { kind: 'objection', id: open.id });
    const room = requireRoom(state, 'objection');
    if (!room.ok) return room;
    const about = taskId === undefined ? {} : { task: taskId };
    const objection: Objection = { kind: 'objection', ...stamp(context), ...about, subject, text };
    return ok(writeNotices(state, { verb: 'sent', notices: [objection] }, context));
  },
};
