import type { Calendar } from '../../sla/calendar/calendar.ts';
import { inOffice } from '../../sla/rung.ts';

/** The instant at which so much office time has passed since another, both epoch ms; `spent` in ms. */
export function afterOfficeTime(from: number, spent: number, calendar: Calendar): number {
  let day = calendar.dayOf(inOffice(from, calendar));
  for (let left = spent; ; day = calendar.addWorkingDays(day, 1)) {
    for (const { from: opens, to: closes } of calendar.sessionsOf(day)) {
      const begin = Math.max(from, calendar.instantOf(day, opens));
      const rest = calendar.instantOf(day, closes) - begin;
      if (rest > left) return begin + left;
      left -= Math.max(0, rest);
    }
  }
}
