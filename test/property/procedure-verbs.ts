/** The verbs of procedure by law, and those on the case as a whole. */
import { FLAGS } from './blocks.ts';
import { at, type CaseVerb, type Draw, decides, isAdmin, isConcerned, isManager, on, waits, withTask } from './verb.ts';

const DAY_MS = 86_400_000;

/** Most of the time all of them, with one that is missing. */
const checks = ({ choice, word }: Draw) => ({
  checks: [
    { material: 'm1', result: choice ? 'missing' : 'ok', ...(choice && { reason: 'r' }) },
    { material: 'm2', result: choice ? 'ok' : 'defective', ...(!choice && { reason: 'r' }) },
  ].slice(word % 8 === 0 ? 1 : 0),
  ...(word % 3 === 0 && { again: { ground: 'facts-changed', reason: 'r' } }),
});

export const PROCEDURE_VERBS: readonly CaseVerb[] = [
  on('request-supplement-task', 14, { mayUse: decides, input: withTask(checks) }),
  on('supplement-task', 10, {
    input: withTask(({ choice }) => ({ materials: [choice ? 'm1' : 'm2'] })),
    mayUse: (actor, subject) => subject.state.initiator === actor.id || isConcerned(actor, subject),
  }),
  on('accept-tolerantly-task', 3, { mayUse: decides, input: withTask(() => ({ promised: ['m2'] })) }),
  on('decline-acceptance-task', 1, { mayUse: decides, input: withTask(() => ({ reason: 'not-needed' })) }),
  on('start-special-procedure-task', 6, {
    mayUse: decides,
    input: withTask(() => ({ kind: 'hearing', days: 5, reasons: 'r' })),
  }),
  on('end-special-procedure-task', 12),
  on('apply-suspension-task', 8, {
    mayUse: decides,
    input: withTask(({ choice, word }, { now }) => ({
      reason: choice ? 'court' : 'internal',
      until: now + (1 + (word % 33)) * DAY_MS,
    })),
  }),
  on('refuse-task', 5, {
    input: withTask(() => ({ reasons: 'r', basis: 'b', reconsideration: 'o', litigation: 'c' })),
    mayUse: (actor, subject) => decides(actor, subject) && actor.groups.includes('deciding'),
  }),
  on('correct-task', 10, {
    mayUse: decides,
    input: withTask(({ choice, word }) => ({
      changes: [{ field: at(FLAGS, word) ?? 'f0', value: choice }],
      initials: 'i',
    })),
  }),
  on('hand-on-task', 10, {
    mayUse: decides,
    input: withTask(({ choice, word }) => ({
      organ: 'tax',
      after: choice || word % 4 > 0 ? 'wait' : 'end',
      reason: 'r',
    })),
  }),
  on('take-back-task', 16),
  on('issue-document-task', 10, {
    input: withTask(({ other }) => ({
      kind: at(['acceptance', 'grant', 'delivery'], other) ?? 'grant',
      delivered: at(['d', '', 'd'], other) ?? '',
      way: 'w',
      receiver: 'r',
      reasons: 'r',
    })),
    mayUse: (actor, subject) =>
      decides(actor, subject) &&
      ((subject.input as { kind: string }).kind !== 'grant' || actor.groups.includes('deciding')),
  }),
  on('decide-on-promise-task', 7, {
    input: withTask(() => ({ promise: 'p', signature: 's' })),
    mayUse: (actor, subject) => decides(actor, subject) && actor.groups.includes('deciding'),
  }),
  on('revoke-task', 5, {
    input: withTask(() => ({ reasons: 'r', reconsideration: 'o', litigation: 'c' })),
    mayUse: (actor, subject) => decides(actor, subject) && actor.groups.includes('deciding'),
  }),
  on('deliver-materials', 10, {
    input: (_, { choice }) => ({ materials: choice ? ['m2'] : ['m2', 'm1'] }),
    mayUse: ({ id, roles }, { state }) => state.initiator === id || !roles.includes('applicant'),
  }),
  on('extend-instance', 2, {
    input: (_, { word }) => ({ days: 1 + (word % 12), reasons: 'r' }),
    mayUse: ({ groups }) => groups.includes('heads'),
  }),
  on('void-instance', 0.25, { input: () => ({ reason: 'r' }), mayUse: isAdmin }),
  on('cancel-instance', 0.25, { input: () => ({ reason: 'r' }), mayUse: isManager }),
  on('withdraw-instance', 0.25, {
    input: (_, { choice }) => ({ reason: 'r', ...(choice && { request: 'n1' }) }),
    mayUse: (actor, { state, input }) =>
      state.initiator === actor.id || (!actor.roles.includes('applicant') && 'request' in input),
  }),
  on('urge-instance', 1, {
    input: () => ({}),
    mayUse: (actor, subject) => isManager(actor) || waits(actor, subject),
  }),
  on('consult-instance', 1, {
    input: () => ({ users: ['d'], text: 'q' }),
    mayUse: ({ roles }) => !roles.includes('applicant'),
  }),
];
