import { type Static, Type } from 'typebox';
import type { Objection } from '../../core/notices.ts';
import { requireTrail } from '../../core/parts.ts';
import type { InstanceState } from '../../core/state.ts';
import { fail, ok, type Result } from '../../errors.ts';
import type { Command, DecideContext } from '../command.ts';
import { requireJudge } from '../direct.ts';
import { Comment, closed, Id } from '../input.ts';
import { findNotice, type NoticeAnswer, notYours, requireUnclosed, say, writeNotices } from './notice.ts';

const Input = closed({
  noticeId: Id,
  result: Type.Union([Type.Literal('upheld'), Type.Literal('dismissed'), Type.Literal('withdrawn')]),
  text: Type.Optional(Comment),
});
type Input = Static<typeof Input>;

/** Ends an objection: who raised it may withdraw it; who leads there or manages the case upholds or dismisses it, unless it is about himself. */
export const decideObjection: Command<Input, NoticeAnswer> = {
  name: 'decide-objection',
  input: Input,
  afterEnd: true,
  decide(state, { noticeId, result, text = '' }, context) {
    const found = findNotice(state, { noticeId }, 'objection');
    if (!found.ok) return found;
    const unclosed = requireUnclosed(found.value);
    if (!unclosed.ok) return unclosed;
    const may = result === 'withdrawn' ? mayWithdraw(found.value, context) : mayDecide(state, found.value, context);
    if (!may.ok) return may;
    const decided = { ...found.value, decided: { ...say(text, context), result } };
    return ok(writeNotices(state, { verb: 'closed', notices: [decided] }, context));
  },
};

const mayWithdraw = ({ by }: Objection, { actor }: DecideContext): Result<void> =>
  by === actor.id ? ok(undefined) : notYours('withdraw', ['who raised it', '提出人'], actor);

/** Refuses with 'forbidden', and with 'objection-own': nobody judges his own work or his own complaint. */
export function mayDecide(state: InstanceState, { by, task }: Objection, context: DecideContext): Result<void> {
  const { actor } = context;
  const may = requireJudge(state, task, context);
  if (!may.ok) return may;
  requireTrail(state);
  const worked = state.trail.some((entry) => entry.by === actor.id && (task === undefined || entry.taskId === task));
  return by === actor.id || worked ? fail('objection-own', { actor: actor.id }) : ok(undefined);
}
