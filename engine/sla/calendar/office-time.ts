/** Working hours: time counts only while the office is open. Instants are epoch ms, lengths ms. */
import type { Calendar } from './calendar.ts';
import { DAY_MS } from './civil.ts';

/** The instant at which this much office time has passed since `from`; for nothing, `from` itself. */
export function addOfficeTime(calendar: Calendar, from: number, length: number): number {
  if (length === 0) return from;
  const total = officeTimeTo(calendar, from) + length;
  const day = calendar.dayOfTime(total);
  let rest = total - calendar.timeBefore(day);
  for (const session of calendar.sessionsOf(day)) {
    const open = (session.to - session.from) * 60_000;
    if (rest <= open) return calendar.instantOf(day, session.from + rest / 60_000);
    rest -= open;
  }
  throw new RangeError(`Expected office time on the day ${day}, but it has not enough.`);
}

/** Office time between two instants; negative where `to` lies before `from`. */
export const officeTimeBetween = (calendar: Calendar, from: number, to: number): number =>
  officeTimeTo(calendar, to) - officeTimeTo(calendar, from);

/** Office time of all days up to an instant. */
function officeTimeTo(calendar: Calendar, instant: number): number {
  const wall = calendar.clock.toWall(instant);
  const day = Math.floor(wall / DAY_MS);
  const minutes = (wall - day * DAY_MS) / 60_000;
  const today = calendar
    .sessionsOf(day)
    .reduce((sum, { from, to }) => sum + Math.min(Math.max(minutes - from, 0), to - from), 0);
  return calendar.timeBefore(day) + today * 60_000;
}
