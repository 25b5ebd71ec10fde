import type { Condition, Rule } from '../simulator/rule.ts';

const FETCH = 'licence-library.fetch';
const ISSUE = 'licence-library.issue';
const REVOKE = 'licence-library.revoke';

const numbered = (prefix: string): readonly Condition[] => [{ variable: 'licenceNumber', is: 'prefix', value: prefix }];

const FOUND = {
  kind: 'completed',
  variables: { licence: { number: '{licenceNumber}', holder: '{holder}', status: 'valid' } },
} as const;

/** The first letters of a licence number choose the behaviour, so that a demonstration can be steered from the application form. */
export const LICENCE_LIBRARY_RULES: readonly Rule[] = [
  {
    topic: FETCH,
    when: [{ variable: 'licenceNumber', is: 'absent' }],
    answer: { kind: 'error', code: 'licence.number-missing', message: 'No licence number was given.' },
  },
  {
    topic: FETCH,
    when: numbered('NONE-'),
    answer: { kind: 'error', code: 'licence.not-found', message: 'There is no such licence.' },
  },
  {
    topic: FETCH,
    when: numbered('OTHER-'),
    answer: { kind: 'error', code: 'licence.other-holder', message: 'The licence belongs to somebody else.' },
  },
  {
    topic: FETCH,
    when: numbered('DOWN-'),
    answer: { kind: 'error', code: 'licence-library.unavailable', message: 'The library is closed for maintenance.' },
  },
  { topic: FETCH, when: numbered('FLAKY-'), failFirst: 2, failure: { message: 'connection reset' }, answer: FOUND },
  { topic: FETCH, when: numbered('DEAD-'), failure: { message: 'connection refused' } },
  { topic: FETCH, when: numbered('SLOW-'), delayMs: 3_000, answer: FOUND },
  { topic: FETCH, answer: FOUND },
  {
    topic: ISSUE,
    answer: {
      kind: 'completed',
      variables: { licence: { number: 'L-{@idempotencyKey}', holder: '{holder}', validYears: '{validYears}' } },
    },
  },
  {
    topic: REVOKE,
    when: numbered('NONE-'),
    answer: { kind: 'error', code: 'licence.not-found', message: 'There is no such licence.' },
  },
  {
    topic: REVOKE,
    when: numbered('LOST-'),
    answer: { kind: 'unknown', message: 'the connection was lost after the request was sent' },
  },
  {
    topic: REVOKE,
    answer: { kind: 'completed', variables: { licence: { number: '{licenceNumber}', status: 'revoked' } } },
  },
];
