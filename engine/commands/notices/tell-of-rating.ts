import { type Static, Type } from 'typebox';
import type { Urge } from '../../core/notices.ts';
import { ok } from '../../errors.ts';
import type { Command } from '../command.ts';
import { closed, Id } from '../input.ts';
import { requireRole } from '../rights.ts';
import { type NoticeAnswer, stamp, writeNotices } from './notice.ts';

const Input = closed({
  rating: Id,
  /** 1: what is due of it is due; 2: it is overdue, for those above. */
  level: Type.Union([Type.Literal(1), Type.Literal(2)]),
  /** Ids of people. */
  to: Type.Array(Id, { minItems: 1, maxItems: 100 }),
});
type Input = Static<typeof Input>;

/** 差评 that nobody looks into: a word in the inbox of those who answer for the department. The case has ended long before. */
export const tellOfRating: Command<Input, NoticeAnswer> = {
  name: 'tell-of-rating',
  input: Input,
  afterEnd: true,
  decide(state, { rating, level, to }, context) {
    const may = requireRole(context.actor, ['system']);
    if (!may.ok) return may;
    const notices = to.map(
      (person): Urge => ({
        ...{ kind: 'urge', ...stamp(context), to: `user:${person}`, text: '', standing: 'system', level },
        ...{ channel: 'inbox', rating },
      }),
    );
    return ok(writeNotices(state, { verb: 'sent', notices }, context));
  },
};
