import { type Static, Type } from 'typebox';
import type { Signature } from '../../core/notices.ts';
import { fail, ok } from '../../errors.ts';
import type { Command } from '../command.ts';
import { closed, Id, Name } from '../input.ts';
import { forbidden, isOfficial } from '../rights.ts';
import { findNotice, type NoticeAnswer, requireRoom, requireUnclosed, stamp, writeNotices } from './notice.ts';

const Input = closed({
  noticeId: Id,
  method: Type.Union([Type.Literal('handwriting'), Type.Literal('seal')]),
  /** What the provider has signed. */
  hash: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  provider: Name,
  signature: Type.String({ minLength: 1, maxLength: 100_000 }),
  certificate: Type.String({ minLength: 1, maxLength: 100_000 }),
  timestamp: Type.String({ minLength: 1, maxLength: 100_000 }),
});
type Input = Static<typeof Input>;

/** G8 签名/签章: keeps what a provider has signed for the actor. It must be the very bytes that are attached. */
export const signAttachment: Command<Input, NoticeAnswer> = {
  name: 'sign-attachment',
  input: Input,
  afterEnd: true,
  decide(state, { noticeId, ...signed }, context) {
    if (!isOfficial(context.actor)) return forbidden(context.actor, 'official');
    const found = findNotice(state, { noticeId }, 'attachment');
    if (!found.ok) return found;
    const unclosed = requireUnclosed(found.value);
    if (!unclosed.ok) return unclosed;
    if (found.value.sha256 !== signed.hash)
      return fail('signature-failed', { reason: 'something else was signed', reasonZh: '签署的不是该文件' });
    const room = requireRoom(state, 'signature');
    if (!room.ok) return room;
    const signature: Signature = { kind: 'signature', ...stamp(context), attachment: noticeId, ...signed };
    return ok(writeNotices(state, { verb: 'sent', notices: [signature] }, context));
  },
};
