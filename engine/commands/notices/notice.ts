/** What every command on something told begins and ends with. */
import type { DomainEvent } from '../../core/events.ts';
import {
  closedAt,
  type Notice,
  type NoticeKind,
  type NoticeOf,
  type NoticeVerb,
  type Said,
} from '../../core/notices.ts';
import type { InstanceState } from '../../core/state.ts';
import { fail, ok, type Result } from '../../errors.ts';
import type { Actor, DecideContext, Decision } from '../command.ts';
import { answer, begin, type Progress, record } from '../progress.ts';

/** Of one kind, by people, in one case. What the model sends is bounded by the model. */
const MOST = 1_000;

export interface NoticeAnswer {
  readonly instanceId: string;
  /** What was written. */
  readonly notices: readonly string[];
}

export const noticesOf = <Kind extends NoticeKind>({ notices }: InstanceState, kind: Kind): NoticeOf<Kind>[] =>
  Object.values(notices ?? {}).filter((notice): notice is NoticeOf<Kind> => notice.kind === kind);

/** Refuses with 'not-found' what is not there or of another kind. */
export function findNotice<Kind extends NoticeKind>(
  { notices }: InstanceState,
  { noticeId }: { readonly noticeId: string },
  ...kinds: readonly Kind[]
): Result<NoticeOf<Kind>> {
  const notice = notices && Object.hasOwn(notices, noticeId) ? notices[noticeId] : undefined;
  const fits = notice !== undefined && kinds.some((kind) => kind === notice.kind);
  return fits ? ok(notice as NoticeOf<Kind>) : fail('not-found', { kind: kinds.join(' | '), id: noticeId });
}

/** Refuses with 'notice-closed'. */
export function requireUnclosed(notice: Notice): Result<void> {
  const at = closedAt(notice);
  return at === null ? ok(undefined) : fail('notice-closed', { id: notice.id, at: new Date(at).toISOString() });
}

/** Refuses with 'notice-limit' where so many of the kind would be too many. */
export function requireRoom(state: InstanceState, kind: NoticeKind, more = 1): Result<void> {
  return noticesOf(state, kind).length + more <= MOST ? ok(undefined) : fail('notice-limit', { limit: MOST });
}

export function notYours(verb: string, who: readonly [en: string, zh: string], { id }: Actor): Result<never> {
  return fail('notice-not-yours', { verb, who: who[0], whoZh: who[1], actor: id });
}

export const say = (text: string, { env, actor }: DecideContext): Said => ({ at: env.now, by: actor.id, text });

/** What is new by this actor at this instant. */
export const stamp = ({ env, actor }: DecideContext): { id: string; by: string; at: number } => ({
  id: env.newId(),
  by: actor.id,
  at: env.now,
});

export const written = (verb: NoticeVerb, notice: Notice): DomainEvent => ({ type: 'noticeWritten', verb, notice });

export function writeNotices(
  state: InstanceState,
  { verb, notices }: { readonly verb: NoticeVerb; readonly notices: readonly Notice[] },
  context: DecideContext,
): Decision<NoticeAnswer> {
  return answerNotices(
    record(
      begin(state),
      notices.map((notice) => written(verb, notice)),
      context,
    ),
    notices,
  );
}

export function answerNotices(progress: Progress, notices: readonly Notice[]): Decision<NoticeAnswer> {
  return answer(progress, { instanceId: progress.state.id, notices: notices.map(({ id }) => id) });
}
