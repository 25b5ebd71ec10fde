import { refuse } from '../../errors.ts';
import { addMonths, formatDay, parseDay } from '../../sla/calendar/civil.ts';
import type { NamedSpan } from '../../store/read/hand-backs.ts';
import type { Services } from '../services.ts';

/** More say nothing that fewer do not, and each is counted by itself. */
const MOST = 24;

/** A month of the country's calendar, `2026-03`: epoch ms, the end not included. */
export function spanOfMonth({ runtime }: Services, month: string): { from: number; to: number } {
  const first = /^\d{4}-\d{2}$/.test(month) ? parseDay(`${month}-01`) : null;
  if (first === null) return refuse('not-found', { kind: 'month', id: month });
  const calendar = runtime.calendars.current.of([], runtime.clock.now());
  return { from: calendar.instantOf(first, 0), to: calendar.instantOf(addMonths(first, 1), 0) };
}

/** The months of a period in order, the first and the last cut as it is; of a longer one its last 24. */
export function monthsOf(services: Services, { from, to }: { from: number; to: number }): readonly NamedSpan[] {
  const calendar = services.runtime.calendars.current.of([], services.runtime.clock.now());
  const months: NamedSpan[] = [];
  for (let day = calendar.dayOf(to - 1); months.length < MOST; ) {
    const name = formatDay(day).slice(0, 7);
    const month = spanOfMonth(services, name);
    if (month.to <= from) break;
    months.unshift({ name, from: Math.max(from, month.from), to: Math.min(to, month.to) });
    day = calendar.dayOf(month.from - 1);
  }
  return months;
}
