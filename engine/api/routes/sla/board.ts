import type { ClockCode } from '../../../sla/clock-code.ts';
import type { Lamp } from '../../../sla/lamp.ts';
import { type BoardRow, listOpenClocks as listRows, readBoard } from '../../../store/read/board.ts';
import { timeText } from '../../formats.ts';
import { pageOf, tablePagingOf } from '../../paging.ts';
import type { Handler } from '../../route.ts';
import { inFormat } from '../../views/csv.ts';
import { namesFor } from '../../views/named.ts';
import { filterOf, lampsOf } from './filter.ts';

export const getBoard: Handler<'getBoard'> = async (call, services) => {
  const { query, principal, language } = call;
  const filter = filterOf(services, principal, query);
  const rows = await readBoard(services.database, query.by ?? 'department', filter);
  const names = await namesFor(services, language, rows);
  const items = groupsOf(rows).map((group) => {
    const [{ department, definitionKey, elementId, person, clock }] = group;
    const where = { department, definitionKey, elementId, person };
    return { ...where, ...names.of(where), clock: clock as ClockCode | null, ...lampsOf(group) };
  });
  const at = timeText(filter.at ?? services.runtime.clock.now());
  return inFormat(call, { at, ...lampsOf(rows), items }, items);
};

type Group = [BoardRow, ...BoardRow[]];

function groupsOf(rows: readonly BoardRow[]): Group[] {
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const { department, definitionKey, elementId, person, clock } = row;
    const key = JSON.stringify([department, definitionKey, elementId, person, clock]);
    const known = groups.get(key);
    if (known) known.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
}

export const listOpenClocks: Handler<'listOpenClocks'> = async (call, services) => {
  const { query, principal, language } = call;
  const filter = filterOf(services, principal, query);
  const page = await listRows(services.database, filter, tablePagingOf(query));
  const names = await namesFor(services, language, page.items);
  const at = filter.at ?? services.runtime.clock.now();
  const calendar = services.runtime.calendars.current.of([], at);
  const answer = pageOf(page, ({ taskId: _taskId, ...row }) => ({
    ...row,
    departmentName: names.of(row).departmentName,
    personName: names.of(row).personName,
    definitionName: names.of(row).definitionName ?? row.definitionKey,
    elementName: names.of(row).elementName ?? row.elementId,
    clock: row.clock as ClockCode,
    lamp: row.lamp as Lamp,
    startedAt: timeText(row.startedAt),
    dueAt: timeText(row.dueAt),
    remainingWorkingDays: calendar.workingDaysBetween(calendar.dayOf(at), calendar.dayOf(row.dueAt - 1)),
  }));
  return inFormat(call, { ...answer, at: timeText(at) }, answer.items);
};
