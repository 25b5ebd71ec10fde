/**
 * Days and instants that a scenario names are of its own calendar. In the town they lie as far from the moment at which they are said: a hearing in nine
 * days is in nine days, whenever the case begins.
 */
import { dayIn } from '../../core/schedule/zone.ts';

const DAY_MS = 86_400_000;
const DAY = /^\d{4}-\d\d-\d\d$/;
const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/;

/** How far a day or an instant lies from the moment at which it is said. */
class Distance {
  readonly #ms: number;
  readonly #isDay: boolean;

  constructor(ms: number, isDay: boolean) {
    this.#ms = ms;
    this.#isDay = isDay;
  }

  from(now: number, zone: string): string {
    if (!this.#isDay) return new Date(now + this.#ms).toISOString();
    const day = Date.parse(dayIn(zone, now)) + this.#ms;
    return new Date(this.#ms > 0 ? afterWeekend(day) : day).toISOString().slice(0, 10);
  }
}

/** Nobody is invited to a Sunday. */
function afterWeekend(day: number): number {
  const weekday = new Date(day).getUTCDay();
  if (weekday === 6) return day + 2 * DAY_MS;
  return weekday === 0 ? day + DAY_MS : day;
}

/** The same value with every day and instant in it as a distance from `now`, epoch ms, at which it is said. */
export function asDistances<T>(value: T, now: number, zone: string): T {
  const today = Date.parse(dayIn(zone, now));
  return changed(value, (text) => {
    if (typeof text !== 'string') return text;
    if (INSTANT.test(text) && !Number.isNaN(Date.parse(text))) return new Distance(Date.parse(text) - now, false);
    return DAY.test(text) && !Number.isNaN(Date.parse(text)) ? new Distance(Date.parse(text) - today, true) : text;
  }) as T;
}

/** The other way round: as it is said at `now`. */
export const asDates = <T>(value: T, now: number, zone: string): T =>
  changed(value, (each) => (each instanceof Distance ? each.from(now, zone) : each)) as T;

/** Everything in it that is neither list nor plain object, changed. */
export function changed(value: unknown, change: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => changed(each, change));
  if (value === null || typeof value !== 'object' || value instanceof Distance) return change(value);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, changed(each, change)]));
}
