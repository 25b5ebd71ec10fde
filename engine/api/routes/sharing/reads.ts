/** The log of reads, and what is made of it each month. */
import { type LoggedRead, listReads, usageBetween } from '../../../store/sharing/reads.ts';
import type { Read } from '../../contract/data-use.ts';
import { timeText } from '../../formats.ts';
import { pageOf, pagingOf } from '../../paging.ts';
import type { Handler } from '../../route.ts';
import { inFormat } from '../../views/csv.ts';
import { modelNames } from '../../views/model-names.ts';
import { nameOfAll } from '../../views/people.ts';
import { entryNames } from '../../views/sharing.ts';

export const listDataReads: Handler<'listDataReads'> = async (call, services) => {
  const { query, language } = call;
  const filter = { code: query.code, actor: query.actor, instanceId: query.instanceId, ...periodOf(query) };
  const page = await listReads(services.database, filter, pagingOf(query));
  const names = await entryNames(services, language);
  const people = await nameOfAll(services, language, [...new Set(page.items.map(({ actor }) => actor))]);
  const models = await modelNames(services.runtime, language, page.items);
  const answer = pageOf(
    page,
    ({ subjectShown, definitionKey, elementId, ...row }: LoggedRead): Read => ({
      ...row,
      purpose:
        definitionKey === null || elementId === null
          ? row.purpose
          : (models.purpose(definitionKey, elementId, row.purpose) ?? row.purpose),
      items: [...row.items],
      plain: [...row.plain],
      at: timeText(row.at),
      actorName: people(row.actor)?.name ?? row.actor,
      name: names.name(row.code),
      subject: subjectShown,
    }),
  );
  return inFormat(call, answer, answer.items);
};

const periodOf = ({ from, to }: { readonly from?: string; readonly to?: string }) => ({
  from: from === undefined ? undefined : Date.parse(from),
  to: to === undefined ? undefined : Date.parse(to),
});

/** Months begin at midnight of the clock on the wall of the state. */
const ZONE = '+08:00';

export const getDataUsage: Handler<'getDataUsage'> = async (call, services) => {
  const { query, language } = call;
  const month = query.month ?? new Date(services.runtime.clock.now() + 8 * 3_600_000).toISOString().slice(0, 7);
  const [year = 0, number = 1] = month.split('-').map(Number);
  const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
  const [from, to] = [month, next].map((each) => Date.parse(`${each}-01T00:00:00${ZONE}`));
  const names = await entryNames(services, language);
  const rows = (await usageBetween(services.database, from ?? 0, to ?? 0)).map((row) => ({
    ...row,
    name: names.name(row.code),
  }));
  return inFormat(call, { month, rows }, rows);
};
