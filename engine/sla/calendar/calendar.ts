import { DAY_MS, firstDayOf, parseDay, weekdayOf, yearOf } from './civil.ts';
import type { CalendarRows, Session, SpecialDay } from './rows.ts';
import { clockOf, type ZoneClock } from './zone-clock.ts';

const FIRST_YEAR = 1970;
/** Beyond this no deadline is computed. */
const LAST_YEAR = 2400;

interface Year {
  readonly first: number;
  /** Working days of the year, ascending. */
  readonly workdays: readonly number[];
  /** By day of the year: working days up to and including it. */
  readonly count: readonly number[];
  /** By day of the year: office time up to its end, ms. */
  readonly time: readonly number[];
}

/** What comes before a year, from the first year on. */
interface Before {
  readonly days: number;
  readonly time: number;
}

/**
 * Working days and office hours. Everything is counted from the first year on and kept by year, so that the n-th working day after a date is found
 * by two look-ups and a binary search over years, however far away. Days are whole numbers, see `civil.ts`.
 */
export class Calendar {
  readonly id: string;
  readonly version: number;
  readonly zone: string;
  readonly clock: ZoneClock;
  readonly #workWeek: ReadonlySet<number>;
  readonly #sessions: readonly Session[];
  readonly #special: ReadonlyMap<number, readonly Session[]>;
  readonly #planned: ReadonlySet<number>;
  readonly #named: ReadonlyMap<number, SpecialDay>;
  readonly #years = new Map<number, Year>();
  /** Index 0 is the first year; grows as far as it is asked for. */
  readonly #before: Before[] = [{ days: 0, time: 0 }];

  /** Throws a RangeError on a zone that does not exist and on a week in which nobody works. */
  constructor({ id, version, zone, workWeek, sessions, days, plannedYears }: CalendarRows) {
    if (workWeek.length === 0 || lengthOf(sessions) <= 0)
      throw new RangeError(`Expected calendar ${id} to have working days and office hours, but it has none.`);
    this.id = id;
    this.version = version;
    this.zone = zone;
    this.clock = clockOf(zone);
    this.#workWeek = new Set(workWeek);
    this.#sessions = sessions;
    this.#planned = new Set(plannedYears);
    this.#named = new Map(days.map((day) => [parseDay(day.date) ?? Number.NaN, day]));
    this.#special = new Map(
      days.flatMap((day): [number, readonly Session[]][] => {
        const at = parseDay(day.date);
        return at === null ? [] : [[at, day.kind === 'workday' ? (day.sessions ?? sessions) : []]];
      }),
    );
  }

  dayOf(instant: number): number {
    return Math.floor(this.clock.toWall(instant) / DAY_MS);
  }

  /** The instant of a time of a day, minutes after midnight; 1440 is the midnight that ends it. */
  instantOf(day: number, minutes: number): number {
    return this.clock.toInstant(day * DAY_MS + minutes * 60_000);
  }

  /** Office hours of a day; none on a day that is not worked. */
  sessionsOf(day: number): readonly Session[] {
    return this.#special.get(day) ?? (this.#workWeek.has(weekdayOf(day)) ? this.#sessions : []);
  }

  /** What the calendar says about this day in particular. */
  specialOn(day: number): SpecialDay | undefined {
    return this.#named.get(day);
  }

  isWorkingDay(day: number): boolean {
    return this.sessionsOf(day).length > 0;
  }

  /** Whether all years between two days have a published plan. */
  isPlanned(from: number, to: number): boolean {
    for (let year = yearOf(from); year <= yearOf(to); year++) if (!this.#planned.has(year)) return false;
    return true;
  }

  /** Working days after `from`, up to and including `to`; negative where `to` lies before. */
  workingDaysBetween(from: number, to: number): number {
    return this.#countTo(to) - this.#countTo(from);
  }

  /** The n-th working day after a day (before it where n is negative); for 0 the day itself. */
  addWorkingDays(day: number, n: number): number {
    if (n === 0) return day;
    return n > 0 ? this.#workday(this.#countTo(day) + n) : this.#workday(this.#countTo(day - 1) + n + 1);
  }

  /** The day itself where it is worked, else the next that is. */
  workingDayFrom(day: number): number {
    return this.isWorkingDay(day) ? day : this.addWorkingDays(day, 1);
  }

  /** Office time from the first year up to the beginning of a day, ms. */
  timeBefore(day: number): number {
    const year = yearOf(day);
    const { first, time } = this.#year(year);
    return this.#beforeYear(year).time + (day === first ? 0 : (time[day - first - 1] ?? 0));
  }

  /** The first day by whose end this much office time has passed, ms since the first year. */
  dayOfTime(total: number): number {
    const year = this.#findYear(({ time }) => time < total);
    const { first, time } = this.#year(year);
    const rest = total - this.#beforeYear(year).time;
    return first + firstAtLeast(time, rest);
  }

  #countTo(day: number): number {
    const year = yearOf(day);
    const { first, count } = this.#year(year);
    return this.#beforeYear(year).days + (count[day - first] ?? 0);
  }

  #workday(number: number): number {
    const year = this.#findYear(({ days }) => days < number);
    const day = this.#year(year).workdays[number - this.#beforeYear(year).days - 1];
    if (day === undefined)
      throw new RangeError(`Expected a day between ${FIRST_YEAR} and ${LAST_YEAR}, but it is not.`);
    return day;
  }

  /** The last year of which the predicate holds; it holds up to some year and not after. */
  #findYear(holds: (before: Before) => boolean): number {
    while (holds(this.#before.at(-1) ?? { days: 0, time: 0 }) && this.#before.length <= LAST_YEAR - FIRST_YEAR)
      this.#beforeYear(FIRST_YEAR + this.#before.length);
    let low = 0;
    let high = this.#before.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (holds(this.#before[middle] ?? { days: 0, time: 0 })) low = middle;
      else high = middle - 1;
    }
    return FIRST_YEAR + low;
  }

  #beforeYear(year: number): Before {
    if (year < FIRST_YEAR || year > LAST_YEAR)
      throw new RangeError(`Expected a year between ${FIRST_YEAR} and ${LAST_YEAR}, but it is ${year}.`);
    for (let next = this.#before.length; next <= year - FIRST_YEAR; next++) {
      const { days, time } = this.#before[next - 1] ?? { days: 0, time: 0 };
      const last = this.#year(FIRST_YEAR + next - 1);
      this.#before.push({ days: days + last.workdays.length, time: time + (last.time.at(-1) ?? 0) });
    }
    return this.#before[year - FIRST_YEAR] ?? { days: 0, time: 0 };
  }

  #year(year: number): Year {
    const known = this.#years.get(year);
    if (known) return known;
    const first = firstDayOf(year);
    const made = { first, workdays: [] as number[], count: [] as number[], time: [] as number[] };
    let time = 0;
    for (let day = first; day < firstDayOf(year + 1); day++) {
      const sessions = this.sessionsOf(day);
      if (sessions.length > 0) made.workdays.push(day);
      time += lengthOf(sessions);
      made.count.push(made.workdays.length);
      made.time.push(time);
    }
    this.#years.set(year, made);
    return made;
  }
}

/** Office time of a day, ms. */
const lengthOf = (sessions: readonly Session[]): number =>
  sessions.reduce((total, { from, to }) => total + (to - from) * 60_000, 0);

/** The first index whose value is at least this; the values ascend. */
function firstAtLeast(values: readonly number[], wanted: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? 0) >= wanted) high = middle;
    else low = middle + 1;
  }
  return low;
}
