/** G13: what a case that ends tells those that were merged into it. */
import type { DomainEvent } from '../../core/events.ts';
import type { InstanceState } from '../../core/state.ts';
import { hasEnded } from '../case.ts';
import type { DecideContext } from '../command.ts';
import { noticesOf } from './notice.ts';

/** The answer is the last thing that its applicant was told, if anything. */
export function replyTo(state: InstanceState, to: string, { env }: DecideContext): DomainEvent {
  const told = noticesOf(state, 'comment').filter(({ visibility }) => visibility === 'applicant');
  const text = told.at(-1)?.versions.at(-1)?.text ?? '';
  return { type: 'caseTold', id: env.newId(), to, word: { say: 'answered', status: state.status, text } };
}

/** Nothing, unless the case has just ended. */
export function repliesAtEnd(
  before: InstanceState | null,
  after: InstanceState,
  context: DecideContext,
): DomainEvent[] {
  if (!hasEnded(after) || (before !== null && hasEnded(before))) return [];
  const members = noticesOf(after, 'link').filter(({ relation, closed }) => relation === 'member' && !closed);
  return members.map(({ other }) => replyTo(after, other, context));
}
