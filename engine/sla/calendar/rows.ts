/** A calendar as data: what a department publishes. Dates are ISO dates of its own zone, times of day are minutes after midnight. */

/** From `from` up to `to`, minutes; `to` is exclusive. */
export interface Session {
  readonly from: number;
  readonly to: number;
}

type DayKind =
  /** A statutory holiday, or one of a minority area. */
  | 'holiday'
  /** A weekend day that is worked 调休. */
  | 'workday'
  /** A one-off closure, such as a typhoon. */
  | 'closure';

export interface SpecialDay {
  readonly date: string;
  readonly kind: DayKind;
  readonly name: string;
  /** Office hours of this day where they differ from those of a working day. */
  readonly sessions?: readonly Session[];
}

/** What a calendar says, whatever it is called. */
export interface CalendarContent {
  /** IANA name or fixed offset. */
  readonly zone: string;
  /** Monday is 1, Sunday 7. */
  readonly workWeek: readonly number[];
  /** Office hours of a working day, in order and without overlap. */
  readonly sessions: readonly Session[];
  readonly days: readonly SpecialDay[];
  /** Years whose plan has been published: elsewhere holidays are not known yet. */
  readonly plannedYears: readonly number[];
}

export interface CalendarRows extends CalendarContent {
  readonly id: string;
  /** Grows with every change; kept with every deadline that was computed by it. */
  readonly version: number;
}

/** A calendar as it is kept: what it does not say itself is said by its base, whose special days its own come on top of. */
export interface StoredCalendar extends Pick<CalendarContent, 'days' | 'plannedYears'> {
  readonly id: string;
  /** Of all calendars together: whichever was changed later has the higher number. */
  readonly version: number;
  readonly base: string | null;
  readonly zone: string | null;
  readonly workWeek: readonly number[] | null;
  readonly sessions: readonly Session[] | null;
}

/** 09:00–12:00 and 13:30–17:30. */
export const OFFICE_HOURS: readonly Session[] = [
  { from: 9 * 60, to: 12 * 60 },
  { from: 13 * 60 + 30, to: 17 * 60 + 30 },
];

export const MONDAY_TO_FRIDAY: readonly number[] = [1, 2, 3, 4, 5];
