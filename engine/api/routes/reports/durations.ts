import { listPingPong as listRows, readHistogram, readSummary } from '../../../store/read/durations.ts';
import { pageOf, tablePagingOf } from '../../paging.ts';
import type { Handler } from '../../route.ts';
import { inFormat } from '../../views/csv.ts';
import { namesFor } from '../../views/named.ts';
import { spanOf } from '../../views/span.ts';
import { departmentsWithin } from '../../views/within.ts';

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
