/** Calendar days, `2026-03-01`, in the time zone whose days reports and calendars count: whatever clock the reader has. */
const DAY_MS = 24 * 3_600_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function partsIn(zone: string, epochMs: number): Readonly<Record<string, string>> {
  const known = formats.get(zone);
  const format =
    known ??
    new Intl.DateTimeFormat('en', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' },
    });
  if (!known) formats.set(zone, format);
  return Object.fromEntries(format.formatToParts(epochMs).map(({ type, value }) => [type, value]));
}

/** What the clock on the wall says there, as if it were of UTC. */
function wallOf(zone: string, epochMs: number): number {
  const { year = '', month = '', day = '', hour = '', minute = '', second = '' } = partsIn(zone, epochMs);
  return Date.parse(`${year.padStart(4, '0')}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

const dayOf = (zone: string, epochMs: number): string => new Date(wallOf(zone, epochMs)).toISOString().slice(0, 10);
const addDays = (day: string, n: number): string => new Date(Date.parse(day) + n * DAY_MS).toISOString().slice(0, 10);

/** When a day begins there: the first instant whose wall clock says so, also where clocks are changed at midnight. */
export function startOfDay(zone: string, day: string): number {
  const wanted = Date.parse(day);
  const first = wanted - (wallOf(zone, wanted) - wanted);
  return first - (wallOf(zone, first) - wanted);
}

/** The `count` days that end with the day of `now`. */
export const lastDays = (zone: string, count: number, now: number): { from: string; to: string } => ({
  ...since(zone, count, now),
  to: dayOf(zone, now),
});

/** From so many days before the day of `now`, up to now: where the other end is left to the server, which knows whose day it is. */
export const since = (zone: string, count: number, now: number): { from: string } => ({
  from: addDays(dayOf(zone, now), 1 - count),
});

/** Bounds for filters that leave out the bound itself: everything from the start of `from` to the end of `to`. */
export const afterOf = (zone: string, from: string): string => new Date(startOfDay(zone, from) - 1).toISOString();
export const beforeOf = (zone: string, to: string): string => new Date(startOfDay(zone, addDays(to, 1))).toISOString();
