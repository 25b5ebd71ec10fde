/** Monthly indicators: what each figure is, and what it counts. */
import type { Answer, Body } from '@shared/api/types.ts';
import type { RouteLocationRaw } from 'vue-router';
import { daysOfMonth } from './months.ts';

export type Month = Answer<'get', '/reports/indicators'>;
export type Indicator = Month['items'][number];
export type AppealName = Body<'post', '/reports/indicators/{month}/appeals'>['indicator'];

export const APPEALABLE: readonly AppealName[] = [
  'inTimeRate',
  'casesInTimeRate',
  'satisfaction',
  'returns',
  'meanAnswerDays',
  'yellow',
  'red',
  'doubleRed',
];

export type Weights = NonNullable<Month['weights']>;

export const WEIGHED: readonly (keyof Weights)[] = [
  'inTimeRate',
  'casesInTimeRate',
  'satisfaction',
  'answersInTime',
  'returns',
  'lamps',
];

type Counted = 'steps' | 'cases' | 'ratings' | 'returns' | 'answers' | 'yellow' | 'red' | 'doubleRed';

/** Where the cases behind a figure of a department are. */
export function behind(figure: Counted, department: string, month: string): RouteLocationRaw {
  const query = { ...(department === '' ? { without: 'department' } : { department }), ...daysOfMonth(month) };
  if (figure === 'steps') return { name: 'ended', query: { ...query, clock: 'step' } };
  if (figure === 'cases') return { name: 'ended', query: { ...query, clock: 'promised' } };
  if (figure === 'answers') return { name: 'ended', query: { ...query, answering: 'true' } };
  if (figure === 'ratings') return { name: 'ratings', query: { ...query, counted: 'true' } };
  if (figure === 'returns') return { name: 'returns', query };
  return { name: 'turns', query: { ...query, lamp: figure === 'doubleRed' ? 'double-red' : figure } };
}
