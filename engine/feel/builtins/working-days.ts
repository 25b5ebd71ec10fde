import { Temporal } from 'temporal-polyfill';
import { toDouble } from '../values/decimal.ts';
import { FeelDate } from '../values/temporal.ts';
import { type Definition, define } from './define.ts';

/**
 * Functions of this product, beyond the standard's library, that count by the calendar the evaluation is given; null where it has none, for a
 * number of days that is not whole, and for days beyond the years of the calendar.
 */
export const workingDayFunctions: Readonly<Record<string, Definition>> = {
  'add working days': define(
    [
      ['from', 'date'],
      ['days', 'number'],
    ],
    ([from, days], { workingDays }) => {
      const found = workingDays?.after(from.date.toString(), toDouble(days));
      return found === undefined ? undefined : new FeelDate(Temporal.PlainDate.from(found));
    },
  ),
  'working day count': define(
    [
      ['from', 'date'],
      ['to', 'date'],
    ],
    ([from, to], { workingDays }) => workingDays?.between(from.date.toString(), to.date.toString()),
  ),
};
