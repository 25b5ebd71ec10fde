/** How old the open clocks are, and what comes due. */
import { DAY_MS, formatDay } from '../../../sla/calendar/civil.ts';
import { type BandRow, readBands } from '../../../store/read/board.ts';
import type { AgeGroup, Band } from '../../contract/sla.ts';
import { timeText } from '../../formats.ts';
import type { Handler } from '../../route.ts';
import { inFormat } from '../../views/csv.ts';
import { namesFor } from '../../views/named.ts';
import { filterOf, lampsOf } from './filter.ts';

/** Working days left, and days since the start. */
const REMAINING = [0, 3, 5, 7, 10] as const;
const AGES = [1, 3, 5, 10, 20, 45] as const;
const FORECAST_DAYS = 5;

/** The bands of one column: where they begin and end as instants, and in which of them each row lies. */
interface Bands {
  readonly borders: readonly number[];
  /** Epoch ms, rising. */
  readonly bounds: readonly number[];
  /** The later the instant the lower the figure: days since. */
  readonly backwards: boolean;
}

function bandsOf(rows: readonly BandRow[], { borders, bounds, backwards }: Bands): Band[] {
  return [...borders, null].map((to, index) => {
    const band = backwards ? borders.length - index : index;
    // Filters leave out where they begin and take in where they end; a band is the other way round.
    const [from, until] = [bounds[band - 1], bounds[band]];
    return {
      from: borders[index - 1] ?? null,
      to,
      after: from === undefined ? null : timeText(from - 1),
      before: until === undefined ? null : timeText(until - 1),
      ...lampsOf(rows.filter((row) => row.band === band)),
    };
  });
}

export const getAgeing: Handler<'getAgeing'> = async (call, services) => {
  const { database, runtime } = services;
  const { by } = call.query;
  const now = runtime.clock.now();
  const filter = filterOf(services, call.principal, call.query);
  const calendar = runtime.calendars.current.of([], now);
  const today = calendar.dayOf(now);
  // A limit ends with its last day, so what has n working days left is due before the end of the n-th.
  const due = REMAINING.map((n) => (n === 0 ? now : calendar.instantOf(calendar.addWorkingDays(today, n) + 1, 0) + 1));
  const started = [...AGES].reverse().map((days) => now - days * DAY_MS + 1);
  const rows = {
    remaining: await readBands(database, { column: 'due_at', bounds: due, filter: { ...filter, running: true }, by }),
    age: await readBands(database, { column: 'started_at', bounds: started, filter, by }),
  };
  const agesOf = (isIn: (row: BandRow) => boolean): Ages => ({
    remaining: bandsOf(rows.remaining.filter(isIn), { borders: REMAINING, bounds: due, backwards: false }),
    still: lampsOf(rows.age.filter((row) => isIn(row) && standsStill(row))),
    age: bandsOf(rows.age.filter(isIn), { borders: AGES, bounds: started, backwards: true }),
  });
  const names = await namesFor(services, call.language, rows.age);
  const groups = groupsOf(by === undefined ? [] : rows.age).map(({ department, person }) => {
    const isIn = (row: BandRow): boolean => row.department === department && row.person === person;
    const { departmentName, personName } = names.of({ department, person });
    return { department, departmentName, person, personName, ...lampsOf(rows.age.filter(isIn)), ...agesOf(isIn) };
  });
  const answer = { at: timeText(now), ...agesOf(() => true), groups };
  return inFormat(call, answer, by === undefined ? tableOf(answer) : groups.flatMap(groupTable));
};

type Ages = Pick<AgeGroup, 'remaining' | 'still' | 'age'>;

const standsStill = ({ lamp }: BandRow): boolean => lamp === 'grey' || lamp === 'blue';

const groupsOf = (rows: readonly BandRow[]): BandRow[] => [
  ...new Map(rows.map((row) => [JSON.stringify([row.department, row.person]), row])).values(),
];

const tableOf = ({ remaining, still, age }: Ages): object[] => [
  ...remaining.map((band) => ({ figure: 'remaining', ...band })),
  { figure: 'still', from: null, to: null, after: null, before: null, ...still },
  ...age.map((band) => ({ figure: 'age', ...band })),
];

const groupTable = ({ department, departmentName, person, personName, ...ages }: AgeGroup): object[] =>
  tableOf(ages).map((row) => ({ department, departmentName, person, personName, ...row }));

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
