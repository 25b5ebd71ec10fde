import { countHandBacks, type HandBackCounts, listPingPong as listRows } from '../../../store/read/hand-backs.ts';
import { pageOf, tablePagingOf } from '../../paging.ts';
import type { Handler } from '../../route.ts';
import { inFormat } from '../../views/csv.ts';
import { monthsOf } from '../../views/months.ts';
import { namesFor } from '../../views/named.ts';
import { spanOf } from '../../views/span.ts';
import { departmentsWithin } from '../../views/within.ts';

export const listPingPong: Handler<'listPingPong'> = async (call, services) => {
  const { query, principal } = call;
  const within = departmentsWithin(services, principal);
  const { atLeast = 1, department } = query;
  const page = await listRows(
    services.database,
    { within, atLeast, department, ...spanOf(services, query) },
    tablePagingOf(query),
  );
  const departments = [...new Set(page.items.flatMap((row) => row.departments))];
  const names = await namesFor(services, call.language, [
    ...page.items.map(({ definitionKey }) => ({ definitionKey })),
    ...departments.map((one) => ({ department: one })),
  ]);
  const answer = pageOf(page, (row) => ({
    ...row,
    definitionName: names.of(row).definitionName ?? row.definitionKey,
    departments: [...row.departments],
    departmentNames: row.departments.map(names.department),
  }));
  return inFormat(call, answer, answer.items);
};

/** Hand-backs from which a case is one that goes to and fro. */
const TO_AND_FRO = 2;
const WHOLE = '';

/** Share of the cases that went to and fro: of the period, of each department in it, and of each month. */
export const getPingPongShares: Handler<'getPingPongShares'> = async (call, services) => {
  const { query, principal, language } = call;
  const { database } = services;
  const atLeast = query.atLeast ?? TO_AND_FRO;
  const period = spanOf(services, query);
  const within = departmentsWithin(services, principal);
  const months = monthsOf(services, period);
  const rows = await countHandBacks(database, [{ name: WHOLE, ...period }, ...months], { within, atLeast });
  const counted = rows.filter(({ name }) => name === WHOLE);
  const departments = counted.flatMap(({ department, ...row }) =>
    department === null ? [] : [{ department, ...row }],
  );
  const names = await namesFor(services, language, departments);
  const figures = (row: HandBackCounts | undefined) => {
    const { cases, handedBack } = row ?? { cases: 0, handedBack: 0 };
    return { cases, handedBack, share: cases === 0 ? null : handedBack / cases };
  };
  const answer = {
    atLeast,
    ...figures(counted.find(({ department }) => department === null)),
    departments: departments.map((row) => ({
      department: row.department,
      departmentName: names.department(row.department),
      ...figures(row),
    })),
    months: months.map(({ name: month }) => ({
      month,
      ...figures(rows.find(({ name, department }) => name === month && department === null)),
    })),
  };
  return inFormat(call, answer, [...answer.months, ...answer.departments]);
};
