/** The verbs about what people tell each other of a case (group G). None of them moves a token. */
import type { NoticeKind, NoticeOf } from '../../engine/core/notices.ts';
import type { Desk } from '../commands/desk.ts';
import { at, type CaseVerb, type Draw, isAdmin, isManager, on, type Subject } from './verb.ts';

const DAY_MS = 86_400_000;

type Told = Desk | Pick<Subject, 'state'>;

const told = ({ state }: Told, ...kinds: readonly NoticeKind[]) =>
  Object.values(state.notices ?? {}).filter(({ kind }) => kinds.includes(kind));

/** One of them, whatever has become of it. */
const noticeOf =
  (...kinds: readonly NoticeKind[]) =>
  (desk: Desk, { pick }: Draw) => ({ noticeId: at(told(desk, ...kinds), pick)?.id ?? 'none', text: 't' });

const meant = ({ state, input }: Subject): NoticeOf<NoticeKind> | undefined =>
  state.notices?.[(input as { noticeId: string }).noticeId];

const isFor: CaseVerb['mayUse'] = ({ id, groups }, subject) => {
  const notice = meant(subject);
  return (
    notice !== undefined &&
    'to' in notice &&
    (notice.to === `user:${id}` || groups.some((group) => notice.to === `group:${group}`))
  );
};

const wrote: CaseVerb['mayUse'] = ({ id }, subject) => meant(subject)?.by === id;

const isOfficial: CaseVerb['mayUse'] = ({ roles }) => !roles.includes('applicant');

const takesPart: CaseVerb['mayUse'] = (actor, subject) =>
  subject.state.initiator === actor.id || isOfficial(actor, subject);

/** Who has some of it in hand, the leads of the item, and who manages it. */
const directs: CaseVerb['mayUse'] = (actor, { state }) =>
  isManager(actor) ||
  actor.groups.includes('leads') ||
  (!actor.roles.includes('applicant') &&
    Object.values(state.tasks).some(({ assignee, owner }) => assignee === actor.id || owner === actor.id));

const without = ({ text: _, ...input }: { readonly noticeId: string; readonly text: string }) => input;

const FILE = { name: 'f', type: 'text/plain', size: 1, sha256: 'a'.repeat(64) } as const;
const SIGNED = { method: 'seal', hash: FILE.sha256, provider: 'p', signature: 's', certificate: 'c', timestamp: 't' };

export const NOTICE_VERBS: readonly CaseVerb[] = [
  on('comment-instance', 0.5, { input: () => ({ text: 't' }), mayUse: takesPart }),
  on('revise-comment', 1, { input: noticeOf('comment'), mayUse: wrote }),
  on('supervise-instance', 0.5, {
    input: (desk, { word }) => ({ to: at(['a', 'b', 'd'], word) ?? 'a', text: 't', dueAt: desk.now + DAY_MS }),
    mayUse: isManager,
  }),
  on('object-instance', 0.5, { input: () => ({ subject: 'dispatch', text: 't' }), mayUse: takesPart }),
  on('decide-objection', 3, {
    input: (desk, draw) => ({
      ...noticeOf('objection')(desk, draw),
      result: at(['upheld', 'dismissed', 'withdrawn'], draw.other) ?? 'upheld',
    }),
    mayUse: (actor, subject) => {
      const { state, input } = subject;
      const own = wrote(actor, subject);
      if ((input as { result: string }).result === 'withdrawn') return own;
      const judges = isManager(actor) || actor.groups.includes('leads');
      return judges && !own && !state.trail.some(({ by }) => by === actor.id);
    },
  }),
  on('read-notice', 1, {
    input: (desk, draw) => without(noticeOf('copy', 'urge', 'supervision', 'consultation')(desk, draw)),
    mayUse: isFor,
  }),
  on('answer-notice', 2, {
    input: noticeOf('copy', 'urge', 'supervision', 'consultation'),
    mayUse: (actor, subject) =>
      isFor(actor, subject) || (meant(subject)?.kind === 'consultation' && wrote(actor, subject)),
  }),
  on('close-notice', 1, {
    input: noticeOf('supervision', 'consultation'),
    mayUse: (actor, subject) => wrote(actor, subject) || isManager(actor),
  }),
  on('recall-copy', 2, {
    input: (desk, draw) => without(noticeOf('copy')(desk, draw)),
    mayUse: (actor, subject) => wrote(actor, subject) || isAdmin(actor),
  }),
  on('attach-file', 0.75, {
    input: () => ({ ...FILE, level: 'internal', visibility: 'internal' }),
    mayUse: takesPart,
  }),
  on('sign-attachment', 1, {
    input: (desk, draw) => ({ ...without(noticeOf('attachment')(desk, draw)), ...SIGNED }),
    mayUse: isOfficial,
  }),
  on('remove-attachment', 1, {
    input: noticeOf('attachment'),
    mayUse: (actor, subject) => wrote(actor, subject) || isManager(actor),
  }),
  on('merge-instance', 0.25, { input: () => ({ into: 'another' }), mayUse: directs }),
  on('unmerge-instance', 12, { input: () => ({}), mayUse: directs }),
  on('split-instance', 0.5, {
    input: ({ first }) => ({ parts: [{ definitionKey: first.key }] }),
    mayUse: directs,
  }),
];
