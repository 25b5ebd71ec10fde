import type { ClockCode } from '../../../sla/clock-code.ts';
import type { Lamp } from '../../../sla/lamp.ts';
import { listEndedClocks as listEnded, listTurns } from '../../../store/read/ended-clocks.ts';
import { timeText } from '../../formats.ts';
import { pageOf, tablePagingOf } from '../../paging.ts';
import type { Handler } from '../../route.ts';
import { inFormat } from '../../views/csv.ts';
import { type Names, namesFor } from '../../views/named.ts';
import { spanOf } from '../../views/span.ts';
import { departmentsWithin } from '../../views/within.ts';

export const listEndedClocks: Handler<'listEndedClocks'> = async (call, services) => {
  const { query, principal, language } = call;
  const { from: _from, to: _to, ...asked } = query;
  const filter = { ...asked, within: departmentsWithin(services, principal), ...spanOf(services, query) };
  const page = await listEnded(services.database, filter, tablePagingOf(query));
  const names = await namesFor(services, language, page.items);
  const answer = pageOf(page, (row) => ({ ...row, ...clockView(row, names), stoppedAt: timeText(row.stoppedAt) }));
  return inFormat(call, answer, answer.items);
};

export const listLampTurns: Handler<'listLampTurns'> = async (call, services) => {
  const { query, principal, language } = call;
  const { from: _from, to: _to, ...asked } = query;
  const filter = { ...asked, within: departmentsWithin(services, principal), ...spanOf(services, query) };
  const page = await listTurns(services.database, filter, tablePagingOf(query));
  const names = await namesFor(services, language, page.items);
  const answer = pageOf(page, ({ taskId: _taskId, ...row }) => ({
    ...row,
    ...clockView(row, names),
    personName: names.of(row).personName,
    at: timeText(row.at),
  }));
  return inFormat(call, answer, answer.items);
};

interface Clock {
  readonly clock: string;
  readonly lamp: string;
  readonly definitionKey: string;
  readonly elementId: string;
  readonly department: string | null;
  readonly startedAt: number;
  readonly dueAt: number;
}

function clockView(row: Clock, names: Names) {
  const { departmentName, definitionName, elementName } = names.of(row);
  return {
    departmentName,
    definitionName: definitionName ?? row.definitionKey,
    elementName: elementName ?? row.elementId,
    clock: row.clock as ClockCode,
    lamp: row.lamp as Lamp,
    startedAt: timeText(row.startedAt),
    dueAt: timeText(row.dueAt),
  };
}
