import { type Static, Type } from 'typebox';
import type { Attachment } from '../../core/notices.ts';
import { ok } from '../../errors.ts';
import type { Command } from '../command.ts';
import { closed, Id, Name, Visible } from '../input.ts';
import { isOfficial } from '../rights.ts';
import { type NoticeAnswer, notYours, requireRoom, stamp, writeNotices } from './notice.ts';

const Input = closed({
  name: Name,
  type: Name,
  size: Type.Integer({ minimum: 1 }),
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  level: Type.Union([Type.Literal('public'), Type.Literal('internal'), Type.Literal('sensitive')]),
  visibility: Visible,
  taskId: Type.Optional(Id),
  material: Type.Optional(Name),
  reused: Type.Optional(closed({ attachment: Id, instance: Id })),
});
type Input = Static<typeof Input>;

/** G10 附件: a file whose bytes are kept already, under their hash. What who asked for the case adds, both sides see. */
export const attachFile: Command<Input, NoticeAnswer> = {
  name: 'attach-file',
  input: Input,
  afterEnd: true,
  decide(state, { taskId, ...file }, context) {
    const { actor } = context;
    if (!isOfficial(actor) && state.initiator !== actor.id)
      return notYours('attach', ['an official or the applicant', '工作人员或申请人'], actor);
    const room = requireRoom(state, 'attachment');
    if (!room.ok) return room;
    const visibility = isOfficial(actor) ? file.visibility : 'applicant';
    const about = taskId === undefined ? {} : { task: taskId };
    const attachment: Attachment = { kind: 'attachment', ...stamp(context), ...about, ...file, visibility };
    return ok(writeNotices(state, { verb: 'sent', notices: [attachment] }, context));
  },
};
