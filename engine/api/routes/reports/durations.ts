import { parseDay } from '../../../sla/calendar/civil.ts';
import { listPingPong as listRows, readHistogram, readSummary } from '../../../store/read/durations.ts';
import { pageOf, tablePagingOf } from '../../paging.ts';
import type { Handler } from '../../route.ts';
import type { Services } from '../../services.ts';
import { inFormat } from '../../views/csv.ts';
import { namesFor } from '../../views/named.ts';
import { departmentsWithin } from '../../views/within.ts';

const DEFAULT_DAYS = 30;

/** Days of the country's calendar, both included; the last 30 where nothing is said. */
export function spanOf(
  { runtime }: Services,
  { from, to }: { from?: string; to?: string },
): { from: number; to: number } {
  const now = runtime.clock.now();
  const calendar = runtime.calendars.current.of([], now);
  const last = (to === undefined ? null : parseDay(to)) ?? calendar.dayOf(now);
  const first = (from === undefined ? null : parseDay(from)) ?? last - DEFAULT_DAYS + 1;
  return { from: calendar.instantOf(first, 0), to: calendar.instantOf(last + 1, 0) };
}

export const getDurations: Handler<'getDurations'> = async (call, services) => {
  const { query, principal } = call;
  const { clock = 'step', definitionKey, department } = query;
  const within = departmentsWithin(services, principal);
  const filter = { within, clock, definitionKey, department, ...spanOf(services, query) };
  const summary = await readSummary(services.database, filter);
  const items = [...(await readHistogram(services.database, filter))];
  return inFormat(call, { summary, items }, items);
};

export const listPingPong: Handler<'listPingPong'> = async (call, services) => {
  const { query, principal } = call;
  const within = departmentsWithin(services, principal);
  const filter = { within, atLeast: query.atLeast ?? 1, ...spanOf(services, query) };
  const page = await listRows(services.database, filter, tablePagingOf(query));
  const departments = [...new Set(page.items.flatMap((row) => row.departments))];
  const names = await namesFor(services, call.language, [
    ...page.items.map(({ definitionKey }) => ({ definitionKey })),
    ...departments.map((department) => ({ department })),
  ]);
  const answer = pageOf(page, (row) => ({
    ...row,
    definitionName: names.of(row).definitionName ?? row.definitionKey,
    departments: [...row.departments],
    departmentNames: row.departments.map(names.department),
  }));
  return inFormat(call, answer, answer.items);
};
