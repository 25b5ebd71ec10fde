import { Temporal } from 'temporal-polyfill';

const PATTERN = /^-?P(?=\d|T\d)(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?$/;

/** A duration of 1970-01-01, the day at which mixed durations are balanced. */
const ANCHOR = Temporal.PlainDate.from('1970-01-01');

export type DurationKind = 'years and months' | 'days and time';

/**
 * A duration. The two kinds are types of their own (DMN 1.3 §10.3.2.3.7): months and seconds cannot be converted into
 * each other. `order` puts the durations of one kind on a line: in months, or in milliseconds.
 */
export class FeelDuration {
  readonly kind: DurationKind;
  readonly duration: Temporal.Duration;
  readonly order: number;

  constructor(duration: Temporal.Duration, kind: DurationKind) {
    this.kind = kind;
    const largestUnit = duration.years !== 0 || duration.months !== 0 ? 'year' : 'day';
    this.duration = duration.round({ largestUnit, relativeTo: ANCHOR });
    this.order = this.duration.total({
      unit: kind === 'years and months' ? 'month' : 'millisecond',
      relativeTo: ANCHOR,
    });
  }

  toString(): string {
    return this.kind === 'years and months' && this.duration.sign === 0 ? 'P0M' : this.duration.toString();
  }
}

/** Reads a duration such as `P1Y2M` or `P3DT4H`; null when it is none. Weeks are not part of FEEL. */
export function parseDuration(text: string): FeelDuration | null {
  if (text.length > 100 || !PATTERN.test(text)) return null;
  const kind = /[YM]/.test(text.split('T')[0] ?? '') ? 'years and months' : 'days and time';
  return attempt(() => new FeelDuration(Temporal.Duration.from(text), kind));
}

/** The duration of so many months. */
export function ofMonths(months: number): FeelDuration | null {
  return attempt(() => new FeelDuration(Temporal.Duration.from({ months: Math.trunc(months) }), 'years and months'));
}

/** The duration of so many milliseconds, to the nanosecond. */
export function ofMilliseconds(milliseconds: number): FeelDuration | null {
  const whole = Math.trunc(milliseconds);
  const nanoseconds = Math.round((milliseconds - whole) * 1e6);
  return attempt(() => new FeelDuration(Temporal.Duration.from({ milliseconds: whole, nanoseconds }), 'days and time'));
}

/** Gives null where the calendar has no such value: the range of dates and durations is finite. */
export function attempt<T>(make: () => T): T | null {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
