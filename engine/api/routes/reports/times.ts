import { refuse } from '../../../errors.ts';
import { formatDay, parseDay } from '../../../sla/calendar/civil.ts';
import { type Days, readThroughput, readWaitingTimes } from '../../../store/read/reports.ts';
import type { Handler } from '../../route.ts';
import type { Services } from '../../services.ts';
import { inFormat } from '../../views/csv.ts';
import { openSpanOf } from '../../views/span.ts';
import { figureReader } from '../../views/within.ts';

/** The lists to which these figures lead. */
const BEHIND = { cases: 'case.read', tasks: 'report.cases' } as const;

const DEFAULT_DAYS = 30;
const MOST_DAYS = 3_660;

export const getWaitingTimes: Handler<'getWaitingTimes'> = async (call, services) => {
  const { query, principal } = call;
  const { definitionKey } = query;
  const reader = await figureReader(services, principal, BEHIND);
  const items = [
    ...(await readWaitingTimes(services.database, { definitionKey, ...openSpanOf(services, query), reader })),
  ];
  return inFormat(call, { items }, items);
};

export const getThroughput: Handler<'getThroughput'> = async (call, services) => {
  const { query, language, principal } = call;
  const days = daysOf(services, query);
  if (days.names.length === 0)
    refuse('bad-request', {
      reason: language === 'zh' ? `期间应为 1 至 ${MOST_DAYS} 日` : `the period must have 1 to ${MOST_DAYS} days`,
    });
  const reader = await figureReader(services, principal, BEHIND);
  const flow = { definitionKey: query.definitionKey ?? null, ...days, reader };
  const rows = [...(await readThroughput(services.database, flow))];
  return inFormat(call, { days: rows }, rows);
};

/** The days of the country's calendar; none where there would be too many, or the last is before the first. */
function daysOf({ runtime }: Services, { from, to }: { readonly from?: string; readonly to?: string }): Days {
  const now = runtime.clock.now();
  const calendar = runtime.calendars.current.of([], now);
  const last = (to === undefined ? null : parseDay(to)) ?? calendar.dayOf(now);
  const first = (from === undefined ? null : parseDay(from)) ?? last - DEFAULT_DAYS + 1;
  const count = last - first + 1 > MOST_DAYS ? 0 : Math.max(0, last - first + 1);
  const startOf = (day: number): number => calendar.instantOf(day, 0);
  return {
    names: Array.from({ length: count }, (_, n) => formatDay(first + n)),
    starts: Array.from({ length: count + 1 }, (_, n) => startOf(first + n)),
  };
}
