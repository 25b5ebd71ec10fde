import { refuse } from '../../../errors.ts';
import { formatDay, parseDay } from '../../../sla/calendar/civil.ts';
import { LAMPS, type Lamp } from '../../../sla/lamp.ts';
import { readTrend } from '../../../store/read/lamp-trend.ts';
import type { Lamps } from '../../contract/sla.ts';
import { timeText } from '../../formats.ts';
import type { Handler } from '../../route.ts';
import { inFormat } from '../../views/csv.ts';
import { filterOf } from './filter.ts';

const DEFAULT_DAYS = 30;
const MOST_DAYS = 400;

/** Days of the country's calendar; the day that goes on is counted as it is now. */
export const getLampTrend: Handler<'getLampTrend'> = async (call, services) => {
  const { query, principal, language } = call;
  const { database, runtime } = services;
  const now = runtime.clock.now();
  const calendar = runtime.calendars.current.of([], now);
  const last = Math.min(calendar.dayOf(now), (query.to === undefined ? null : parseDay(query.to)) ?? Infinity);
  const first = (query.from === undefined ? null : parseDay(query.from)) ?? last - DEFAULT_DAYS + 1;
  if (last < first || last - first >= MOST_DAYS)
    refuse('bad-request', {
      reason: language === 'zh' ? `期间应为 1 至 ${MOST_DAYS} 日` : `the period must have 1 to ${MOST_DAYS} days`,
    });
  const days = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const instants = days.map((day) => Math.min(now, calendar.instantOf(day + 1, 0) - 1));
  const rows = await readTrend(database, instants, filterOf(services, principal, query));
  const items = days.map((day, index) => {
    const lamps = Object.fromEntries(LAMPS.map((lamp) => [lamp, 0])) as Lamps;
    for (const { lamp, counts } of rows) lamps[lamp as Lamp] += counts[index] ?? 0;
    const total = Object.values(lamps).reduce((sum, n) => sum + n, 0);
    return { day: formatDay(day), at: timeText(instants[index] ?? now), lamps, total };
  });
  return inFormat(call, { at: timeText(now), days: items }, items);
};
