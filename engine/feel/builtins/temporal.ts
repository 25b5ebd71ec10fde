import type { Run } from '../run.ts';
import { dateTimeAt, type FeelDateTime } from '../values/temporal.ts';
import { dateOf } from '../values/temporal-parts.ts';
import { type Definition, define } from './define.ts';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const DATE = ['date', 'date time'] as const;

/** Temporal functions (DMN 1.3 §10.3.4.8), and `now` and `today`, which tell the instant of the evaluation. */
export const temporalFunctions: Readonly<Record<string, Definition>> = {
  now: define([], (_, run) => clockOf(run)),
  today: define([], (_, run) => {
    const clock = clockOf(run);
    return clock && dateOf(clock);
  }),
  'day of year': define([DATE], ([date]) => date.local.dayOfYear),
  'day of week': define([DATE], ([date]) => WEEKDAYS[date.local.dayOfWeek - 1]),
  'month of year': define([DATE], ([date]) => MONTHS[date.local.month - 1]),
  'week of year': define([DATE], ([date]) => date.local.weekOfYear),
};

function clockOf(run: Run): FeelDateTime | undefined {
  return run.now === undefined ? undefined : dateTimeAt(run.now, run.zone);
}
