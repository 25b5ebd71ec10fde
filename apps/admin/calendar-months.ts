/** The days of a year, month by month, as a wall calendar has them: weeks begin on Monday. */
export interface Month<Day> {
  /** From 1. */
  readonly number: number;
  /** Empty places before the first. */
  readonly offset: number;
  readonly days: readonly Day[];
}

export function monthsOf<Day extends { readonly date: string }>(days: readonly Day[]): Month<Day>[] {
  return Array.from({ length: 12 }, (_, index) => {
    const inMonth = days.filter(({ date }) => Number(date.slice(5, 7)) === index + 1);
    const weekday = new Date(`${inMonth[0]?.date ?? '1970-01-05'}T00:00:00Z`).getUTCDay();
    return { number: index + 1, offset: (weekday + 6) % 7, days: inMonth };
  });
}

/** Names of the months, January first. */
export function monthNames(language: string): string[] {
  const format = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, month) => format.format(Date.UTC(1970, month, 15)));
}

/** Names of the days of the week as short as they go, Monday first. */
export function weekdays(language: string): string[] {
  const format = new Intl.DateTimeFormat(language, { weekday: 'narrow', timeZone: 'UTC' });
  // 5 January 1970 was a Monday.
  return Array.from({ length: 7 }, (_, day) => format.format(Date.UTC(1970, 0, 5 + day)));
}
