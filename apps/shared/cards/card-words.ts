import type { Answer, Body } from '../api/types.ts';

export type Card = Answer<'get', '/cards'>['items'][number];
export type Reason = Body<'post', '/cards'>['reason'];

/** 行政许可法 72, 74; and what is none of these. */
export const REASONS: readonly Reason[] = [
  'overdue',
  'acceptance-refused',
  'not-told-at-once',
  'no-reasons',
  'no-hearing',
  'unlisted-material',
  'other',
];

export const STATES: readonly Card['state'][] = ['issued', 'answered', 'appealed', 'upheld', 'withdrawn'];
