import { type Static, Type } from 'typebox';
import type { Urge } from '../../core/notices.ts';
import { ok } from '../../errors.ts';
import type { Command } from '../command.ts';
import { closed, Id, Name } from '../input.ts';
import { requireRole } from '../rights.ts';
import { type NoticeAnswer, stamp, writeNotices } from './notice.ts';

const Input = closed({
  /** Its number. */
  card: Name,
  /** Who was to explain it. */
  addressee: Id,
  /** Ids of the people who have it explained. */
  above: Type.Array(Id, { maxItems: 100 }),
});
type Input = Static<typeof Input>;

/** 逾期未说明: nobody has explained the card in time. A word in the inboxes of whoever it is for and of those above; the case may have ended. */
export const tellOfCard: Command<Input, NoticeAnswer> = {
  name: 'tell-of-card',
  input: Input,
  afterEnd: true,
  decide(state, { card, addressee, above }, context) {
    const may = requireRole(context.actor, ['system']);
    if (!may.ok) return may;
    const tell = (person: string, level: 1 | 2): Urge => ({
      ...{ kind: 'urge', ...stamp(context), to: `user:${person}`, text: '', standing: 'system', level },
      ...{ channel: 'inbox', card },
    });
    const notices = [tell(addressee, 1), ...above.map((person) => tell(person, 2))];
    return ok(writeNotices(state, { verb: 'sent', notices }, context));
  },
};
