import { FeelDuration, ofMilliseconds, ofMonths } from '../../feel/values/duration.ts';
import { parseDate, parseDateTime, parseTime } from '../../feel/values/parse-temporal.ts';
import { FeelDate, FeelDateTime, FeelTime } from '../../feel/values/temporal.ts';
import type { Value } from '../../feel/values/types.ts';

const DAY = 86_400_000;

/** How values of one ordered type lie on a line of numbers. `step`: the distance of neighbours, null where there are always more between. */
export interface Line {
  readonly step: number | null;
  readonly from: number;
  readonly to: number;
  place(value: Value): number;
  /** The value at a place; null where the calendar has none. */
  at(place: number): Value;
}

const NUMBERS: Line = {
  step: null,
  from: Number.NEGATIVE_INFINITY,
  to: Number.POSITIVE_INFINITY,
  place: (value) => (typeof value === 'number' ? value : Number.NaN),
  at: (place) => place,
};

/** As FEEL writes it: years beyond 9999 without a sign, and no zone. */
const isoAt = (place: number): string =>
  new Date(place)
    .toISOString()
    .slice(0, -1)
    .replace(/^([+-])(\d+)/, (_, sign, year) => (sign === '-' ? '-' : '') + String(Number(year)).padStart(4, '0'));

const DATES: Line = {
  step: DAY,
  from: -DAY * 10_000_000,
  to: DAY * 10_000_000,
  place: (value) => (value instanceof FeelDate ? value.order : Number.NaN),
  at: (place) => parseDate(isoAt(place).split('T')[0] ?? ''),
};

const dateTimes = (zone: string | null): Line => ({
  ...DATES,
  step: null,
  place: (value) =>
    value instanceof FeelDateTime && (value.zone === null) === (zone === null) ? value.order : Number.NaN,
  at: (place) => parseDateTime(isoAt(place) + (zone === null ? '' : 'Z')),
});

const TIMES: Line = {
  step: null,
  from: -1,
  to: DAY,
  place: (value) => (value instanceof FeelTime && value.zone === null ? value.order : Number.NaN),
  at: (place) => parseTime(isoAt(place).slice(11)),
};

const durations = (kind: FeelDuration['kind']): Line => ({
  ...NUMBERS,
  step: kind === 'years and months' ? 1 : null,
  place: (value) => (value instanceof FeelDuration && value.kind === kind ? value.order : Number.NaN),
  at: (place) => (kind === 'years and months' ? ofMonths(place) : ofMilliseconds(place)),
});

/** The line of a type by one of its values; null where the type has no order that is analysed. */
export function lineOf(value: Value, whole: boolean): Line | null {
  if (typeof value === 'number') return whole ? { ...NUMBERS, step: 1 } : NUMBERS;
  if (value instanceof FeelDate) return DATES;
  if (value instanceof FeelDateTime) return dateTimes(value.zone);
  if (value instanceof FeelTime) return TIMES;
  return value instanceof FeelDuration ? durations(value.kind) : null;
}

/** One value for each point and for each stretch beside and between them; stretches that hold no value are left out. */
export function samplesOn(line: Line, points: readonly Value[]): Value[] {
  const places = [...new Set(points.map((value) => line.place(value)))].sort((a, b) => a - b);
  const [first] = places;
  const last = places.at(-1);
  if (first === undefined || last === undefined) return [];
  const unit = Math.max(line.step ?? 1, Math.abs(first) * 1e-12, Math.abs(last) * 1e-12);
  const [lowest, highest] = [Math.max(line.from, first - 2 * unit), Math.min(line.to, last + 2 * unit)];
  const between = places.flatMap((place, index) => [place, ...inside(line, place, places[index + 1])]);
  const sampled = [...inside(line, lowest, first), ...between, ...inside(line, last, highest)];
  return sampled
    .filter((place) => place > line.from && place < line.to)
    .map((place) => line.at(place))
    .filter((value) => value !== null);
}

/** A place strictly between two, a round one where there is one. */
function inside({ step }: Line, from: number, to: number | undefined): number[] {
  if (to === undefined) return [];
  const candidates = step === null ? [Math.floor(from) + 1, (from + to) / 2] : [Math.floor(from / step) * step + step];
  const found = candidates.find((place) => place > from && place < to);
  return found === undefined ? [] : [found];
}
