import { parseDay } from '../../sla/calendar/civil.ts';
import type { Services } from '../services.ts';

const DEFAULT_DAYS = 30;

/** As asked, days of the country's calendar, both included: epoch ms, the end not included; null where it is open. */
export function openSpanOf({ runtime }: Services, { from, to }: Asked): { from: number | null; to: number | null } {
  const calendar = runtime.calendars.current.of([], runtime.clock.now());
  const first = from === undefined ? null : parseDay(from);
  const last = to === undefined ? null : parseDay(to);
  return {
    from: first === null ? null : calendar.instantOf(first, 0),
    to: last === null ? null : calendar.instantOf(last + 1, 0),
  };
}

interface Asked {
  readonly from?: string;
  readonly to?: string;
}

/** Days of the country's calendar, both included; the last 30 where nothing is said. Epoch ms, the end not included. */
export function spanOf({ runtime }: Services, { from, to }: Asked): { from: number; to: number } {
  const now = runtime.clock.now();
  const calendar = runtime.calendars.current.of([], now);
  const last = (to === undefined ? null : parseDay(to)) ?? calendar.dayOf(now);
  const first = (from === undefined ? null : parseDay(from)) ?? last - DEFAULT_DAYS + 1;
  return { from: calendar.instantOf(first, 0), to: calendar.instantOf(last + 1, 0) };
}
