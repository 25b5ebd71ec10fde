/** Calendar days of UTC, `2026-03-01`, as reports count them. */
const DAY_MS = 24 * 3_600_000;

const dayOf = (epochMs: number): string => new Date(epochMs).toISOString().slice(0, 10);

/** The `count` days that end with the day of `now`. */
export const lastDays = (count: number, now: number): { from: string; to: string } => ({
  from: dayOf(now - (count - 1) * DAY_MS),
  to: dayOf(now),
});

/** From so many days before the day of `now`, up to now: where the other end is left to the server, which knows whose day it is. */
export const since = (count: number, now: number): { from: string } => ({ from: dayOf(now - (count - 1) * DAY_MS) });

/** Bounds for filters that leave out the bound itself: everything from the start of `from` to the end of `to`. */
export const afterOf = (from: string): string => new Date(Date.parse(from) - 1).toISOString();
export const beforeOf = (to: string): string => new Date(Date.parse(to) + DAY_MS).toISOString();
