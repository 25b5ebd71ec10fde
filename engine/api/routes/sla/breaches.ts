import type { ClockCode } from '../../../sla/clock-code.ts';
import type { Lamp } from '../../../sla/lamp.ts';
import { listBreaches as listRows, periodsOf } from '../../../store/read/breaches.ts';
import { timeText, timeTextOrNull } from '../../formats.ts';
import { pageOf, tablePagingOf } from '../../paging.ts';
import type { Handler } from '../../route.ts';
import { inFormat } from '../../views/csv.ts';
import { heldView } from '../../views/holders.ts';
import { namesFor } from '../../views/named.ts';
import { filterOf } from './filter.ts';

export const listBreaches: Handler<'listBreaches'> = async (call, services) => {
  const { query, principal, language } = call;
  const { database, runtime } = services;
  const filter = filterOf(services, principal, query);
  const page = await listRows(database, filter, tablePagingOf(query));
  const cases = [...new Set(page.items.map(({ instanceId }) => instanceId))];
  const periods = await periodsOf(database, cases, filter.at);
  const names = await namesFor(services, language, [...page.items, ...periods]);
  const world = { calendars: runtime.calendars.current, now: filter.at ?? runtime.clock.now(), names };
  const answer = pageOf(page, (row) => ({
    ...row,
    departmentName: names.of(row).departmentName,
    definitionName: names.of(row).definitionName ?? row.definitionKey,
    elementName: names.of(row).elementName ?? row.elementId,
    clock: row.clock as ClockCode,
    lamp: row.lamp as Lamp,
    startedAt: timeText(row.startedAt),
    dueAt: timeText(row.dueAt),
    stoppedAt: timeTextOrNull(row.stoppedAt),
    ...heldView(row, periods, world),
  }));
  const rows = answer.items.flatMap(({ holders, runs: _runs, ...breach }) =>
    holders.map((holder) => ({ ...breach, holder })),
  );
  return inFormat(call, { ...answer, at: timeText(world.now) }, rows);
};
