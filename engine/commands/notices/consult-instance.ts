import { type Static, Type } from 'typebox';
import type { Consultation } from '../../core/notices.ts';
import { fail, ok } from '../../errors.ts';
import type { Command } from '../command.ts';
import { closed, Id, Instant, Remark } from '../input.ts';
import { forbidden, isOfficial } from '../rights.ts';
import { type NoticeAnswer, requireRoom, stamp, writeNotices } from './notice.ts';

const Input = closed({
  users: Type.Array(Id, { minItems: 1, maxItems: 50, uniqueItems: true }),
  text: Remark,
  dueAt: Type.Optional(Instant),
  taskId: Type.Optional(Id),
});
type Input = Static<typeof Input>;

/** G12 征求意见: a question to anybody who works here, outside the flow. They answer it or not; nothing waits for them. */
export const consultInstance: Command<Input, NoticeAnswer> = {
  name: 'consult-instance',
  input: Input,
  afterEnd: true,
  decide(state, { users, text, dueAt = null, taskId }, context) {
    const { actor, env } = context;
    if (!isOfficial(actor)) return forbidden(actor, 'official');
    if (dueAt !== null && dueAt <= env.now)
      return fail('bad-request', { reason: 'the limit has passed already', reasonZh: '期限已过' });
    const room = requireRoom(state, 'consultation', users.length);
    if (!room.ok) return room;
    const thread = env.newId();
    const about = taskId === undefined ? {} : { task: taskId };
    const notices = users.map(
      (user): Consultation => ({
        kind: 'consultation',
        ...stamp(context),
        ...about,
        to: `user:${user}`,
        text,
        thread,
        dueAt,
        answers: [],
      }),
    );
    return ok(writeNotices(state, { verb: 'sent', notices }, context));
  },
};
