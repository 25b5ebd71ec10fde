import { type Static, Type } from 'typebox';
import type { CaseWord, Comment, Link } from '../../core/notices.ts';
import type { InstanceState } from '../../core/state.ts';
import { ok, type Result } from '../../errors.ts';
import { hasEnded } from '../case.ts';
import { cancelCase } from '../close-case.ts';
import type { Command, DecideContext } from '../command.ts';
import { closed, Id } from '../input.ts';
import { begin, type Progress, record } from '../progress.ts';
import { requireRole } from '../rights.ts';
import { masterOf } from './master.ts';
import { answerNotices, type NoticeAnswer, noticesOf, say, stamp, written } from './notice.ts';
import { replyTo } from './replies.ts';

const Input = closed({ from: Id, word: Type.Unsafe<CaseWord>({ type: 'object' }) });
type Input = Static<typeof Input>;

/** What another case says to this one (G13). It is sent by the engine only; a word that means nothing any more changes nothing. */
export const hearInstance: Command<Input, NoticeAnswer> = {
  name: 'hear-instance',
  input: Input,
  afterEnd: true,
  decide(state, input, context) {
    const may = requireRole(context.actor, ['system']);
    if (!may.ok) return may;
    const heard = hear(state, input, context);
    return heard.ok ? ok(answerNotices(heard.value, [])) : heard;
  },
};

function hear(state: InstanceState, { from, word }: Input, context: DecideContext): Result<Progress> {
  switch (word.say) {
    case 'joined':
      return ok(join(state, { from, text: word.text }, context));
    case 'left':
      return ok(part(state, { from, text: word.text }, context));
    case 'answered':
      return takeAnswer(state, { from, text: word.text }, context);
    case 'open':
      throw new Error('Expected a case that opens not to be told so.');
  }
}

interface Heard {
  readonly from: string;
  readonly text: string;
}

/** Who joins a case that has ended is answered at once. */
function join(state: InstanceState, { from, text }: Heard, context: DecideContext): Progress {
  const link: Link = { kind: 'link', ...stamp(context), relation: 'member', other: from, text };
  const replies = hasEnded(state) ? [replyTo(state, from, context)] : [];
  return record(begin(state), [written('sent', link), ...replies], context);
}

function part(state: InstanceState, { from, text }: Heard, context: DecideContext): Progress {
  const links = noticesOf(state, 'link').filter(
    ({ relation, other, closed }) => relation === 'member' && other === from && !closed,
  );
  const events = links.map((link) => written('closed', { ...link, closed: say(text, context) }));
  return record(begin(state), events, context);
}

/** The member ends with the answer of its master, which its applicant may read. */
function takeAnswer(state: InstanceState, { from, text }: Heard, context: DecideContext): Result<Progress> {
  const master = masterOf(state);
  if (master?.other !== from) return ok(begin(state));
  const link: Link = { ...master, closed: say(text, context) };
  const reply: Comment = {
    kind: 'comment',
    ...stamp(context),
    visibility: 'applicant',
    versions: [say(text, context)],
  };
  const events = [written('closed', link), ...(text === '' ? [] : [written('sent', reply)])];
  const answered = record(begin(state), events, context);
  if (hasEnded(state)) return ok(answered);
  return cancelCase(answered, { result: 'merged', reason: 'merged' }, context);
}
