import { type Static, Type } from 'typebox';
import type { DomainEvent } from '../../core/events.ts';
import type { Link } from '../../core/notices.ts';
import { fail, ok } from '../../errors.ts';
import { requireActive } from '../case.ts';
import type { Command } from '../command.ts';
import { requireDirector } from '../direct.ts';
import { Comment, closed, Id } from '../input.ts';
import { begin, record } from '../progress.ts';
import { suspendCase } from '../suspension.ts';
import { requireSeparate } from './master.ts';
import { answerNotices, type NoticeAnswer, requireRoom, stamp, written } from './notice.ts';

const Input = closed({ into: Id, text: Type.Optional(Comment) });
type Input = Static<typeof Input>;

/** G13 并案: the case waits for another one and is answered with it. It is suspended; nobody acts on it until it is taken out or the master ends. */
export const mergeInstance: Command<Input, NoticeAnswer> = {
  name: 'merge-instance',
  input: Input,
  decide(state, { into, text = '' }, context) {
    const may = requireDirector(state, context);
    if (!may.ok) return may;
    const separate = requireSeparate(state);
    if (!separate.ok) return separate;
    const active = requireActive(state);
    if (!active.ok) return active;
    if (into === state.id)
      return fail('case-link-invalid', { reason: 'a case is not merged into itself', reasonZh: '办件不能并入自身' });
    const room = requireRoom(state, 'link');
    if (!room.ok) return room;
    const link: Link = { kind: 'link', ...stamp(context), relation: 'master', other: into, text };
    const told: DomainEvent = { type: 'caseTold', id: context.env.newId(), to: into, word: { say: 'joined', text } };
    const linked = record(begin(state), [written('sent', link), told], context);
    const stop = { by: context.actor.id, approver: null, reason: 'merged', basis: null, until: null };
    const moved = suspendCase(linked, stop, context);
    return moved.ok ? ok(answerNotices(moved.value, [link])) : moved;
  },
};
