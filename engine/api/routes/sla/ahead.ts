/** How old the open clocks are, and what comes due. */
import { DAY_MS, formatDay } from '../../../sla/calendar/civil.ts';
import { type BandRow, readBands } from '../../../store/read/board.ts';
import type { Band } from '../../contract/sla.ts';
import { timeText } from '../../formats.ts';
import type { Handler } from '../../route.ts';
import { inFormat } from '../../views/csv.ts';
import { filterOf, lampsOf } from './filter.ts';

/** Working days left, and days since the start. */
const REMAINING = [0, 3, 5, 7, 10] as const;
const AGES = [1, 3, 5, 10, 20, 45] as const;
const FORECAST_DAYS = 5;

const bandsOf = (rows: readonly BandRow[], borders: readonly number[], order: (band: number) => number): Band[] =>
  [...borders, null].map((to, index) => ({
    from: borders[index - 1] ?? null,
    to,
    ...lampsOf(rows.filter(({ band }) => order(band) === index)),
  }));

export const getAgeing: Handler<'getAgeing'> = async (call, services) => {
  const { database, runtime } = services;
  const now = runtime.clock.now();
  const filter = filterOf(services, call.principal, call.query);
  const calendar = runtime.calendars.current.of([], now);
  const today = calendar.dayOf(now);
  // A limit ends with its last day, so what has n working days left is due before the end of the n-th.
  const due = REMAINING.map((n) => (n === 0 ? now : calendar.instantOf(calendar.addWorkingDays(today, n) + 1, 0) + 1));
  const started = [...AGES].reverse().map((days) => now - days * DAY_MS + 1);
  const remaining = await readBands(database, { column: 'due_at', bounds: due, filter });
  const age = await readBands(database, { column: 'started_at', bounds: started, filter });
  const answer = {
    at: timeText(now),
    remaining: bandsOf(remaining, REMAINING, (band) => band),
    age: bandsOf(age, AGES, (band) => AGES.length - band),
  };
  const rows = [
    ...answer.remaining.map((band) => ({ figure: 'remaining', ...band })),
    ...answer.age.map((band) => ({ figure: 'age', ...band })),
  ];
  return inFormat(call, answer, rows);
};

/** What is due on a day without work counts for the working day after it. What stands still has no due time to count by. */
export const getForecast: Handler<'getForecast'> = async (call, services) => {
  const { database, runtime } = services;
  const now = runtime.clock.now();
  const filter = filterOf(services, call.principal, call.query);
  const calendar = runtime.calendars.current.of([], now);
  const today = calendar.dayOf(now);
  const days = Array.from({ length: FORECAST_DAYS }, (_, index) => calendar.addWorkingDays(today, index + 1));
  const bounds = [now, ...days.map((day) => calendar.instantOf(day + 1, 0))];
  const due = { ...filter, dueAfter: now, dueBefore: bounds.at(-1) };
  const rows = await readBands(database, { column: 'due_at', bounds: bounds.map((bound) => bound + 1), filter: due });
  const runs = rows.filter(({ lamp }) => lamp === 'green' || lamp === 'yellow');
  const items = days.map((day, index) => ({
    day: formatDay(day),
    dueAfter: timeText(bounds[index] ?? now),
    dueBefore: timeText(bounds[index + 1] ?? now),
    total: runs.filter(({ band }) => band === index + 1).reduce((sum, { n }) => sum + n, 0),
  }));
  return inFormat(call, { at: timeText(now), days: items }, items);
};
