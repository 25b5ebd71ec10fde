import { type Static, Type } from 'typebox';
import type { DomainEvent } from '../../core/events.ts';
import { fail, ok } from '../../errors.ts';
import { requireOpen } from '../case.ts';
import type { Command } from '../command.ts';
import { requireDirector } from '../direct.ts';
import { Comment, closed } from '../input.ts';
import { begin, record } from '../progress.ts';
import { resumeCase } from '../suspension.ts';
import { masterOf } from './master.ts';
import { answerNotices, type NoticeAnswer, say, written } from './notice.ts';

const Input = closed({ text: Type.Optional(Comment) });
type Input = Static<typeof Input>;

/** Takes a case out of the one it was merged into: it goes on by itself from where it stood. */
export const unmergeInstance: Command<Input, NoticeAnswer> = {
  name: 'unmerge-instance',
  input: Input,
  decide(state, { text = '' }, context) {
    const may = requireDirector(state, context);
    if (!may.ok) return may;
    const open = requireOpen(state);
    if (!open.ok) return open;
    const master = masterOf(state);
    if (!master)
      return fail('case-link-invalid', { reason: 'it is not merged into another', reasonZh: '该办件未并入其他办件' });
    const link = { ...master, closed: say(text, context) };
    const told: DomainEvent = {
      type: 'caseTold',
      id: context.env.newId(),
      to: master.other,
      word: { say: 'left', text },
    };
    const parted = record(begin(state), [written('closed', link), told], context);
    const moved = resumeCase(parted, context.actor.id, context);
    return moved.ok ? ok(answerNotices(moved.value, [link])) : moved;
  },
};
