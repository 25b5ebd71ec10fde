/**
 * Wall clock and instant of one time zone. The changes of the zone are looked up once; a reading is a binary search in them. After the last year
 * looked at the zone stays as it is then.
 */
import { Temporal } from 'temporal-polyfill';

const FIRST = Date.UTC(1970, 0, 1);
const LAST = Date.UTC(2101, 0, 1);

export class ZoneClock {
  /** Instants from which an offset holds, ascending; the first is the beginning. */
  readonly #from: number[] = [FIRST];
  readonly #offsets: number[];

  /** Throws a RangeError where there is no such zone. */
  constructor(zone: string) {
    let at = Temporal.Instant.fromEpochMilliseconds(FIRST).toZonedDateTimeISO(zone);
    this.#offsets = [at.offsetNanoseconds / 1e6];
    for (;;) {
      const next = at.getTimeZoneTransition('next');
      if (next === null || next.epochMilliseconds >= LAST) return;
      this.#from.push(next.epochMilliseconds);
      this.#offsets.push(next.offsetNanoseconds / 1e6);
      at = next;
    }
  }

  /** What the wall clock shows, as ms since 1970-01-01T00:00 on that clock. */
  toWall(instant: number): number {
    return instant + this.#offsetAt(instant);
  }

  /** The instant at which the wall clock shows this: the first where it shows it twice, the change itself where it never does. */
  toInstant(wall: number): number {
    const before = this.#index(wall - DAY_AND_MORE);
    for (let index = before; index < this.#from.length; index++) {
      const instant = wall - this.#offset(index);
      const begins = index === 0 ? Number.NEGATIVE_INFINITY : (this.#from[index] ?? 0);
      if (instant < begins) return begins;
      if (instant < (this.#from[index + 1] ?? Number.POSITIVE_INFINITY)) return instant;
    }
    return wall - this.#offset(this.#from.length - 1);
  }

  #offsetAt(instant: number): number {
    return this.#offset(this.#index(instant));
  }

  #offset(index: number): number {
    return this.#offsets[index] ?? 0;
  }

  /** The last change at or before the instant. */
  #index(instant: number): number {
    let low = 0;
    let high = this.#from.length - 1;
    if (instant >= (this.#from[high] ?? 0)) return high;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#from[middle] ?? 0) <= instant) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

const KNOWN = new Map<string, ZoneClock>();

/** The clock of a zone; the same for everybody, as its changes take time to look up. */
export function clockOf(zone: string): ZoneClock {
  const known = KNOWN.get(zone);
  if (known) return known;
  const made = new ZoneClock(zone);
  KNOWN.set(zone, made);
  return made;
}

/** No offset is farther from UTC than this. */
const DAY_AND_MORE = 26 * 3_600_000;
