import { refuse } from '../../../errors.ts';
import { findNames } from '../../../store/people/users.ts';
import { listInstances } from '../../../store/read/instances.ts';
import { readJournal } from '../../../store/read/journal.ts';
import { timeText } from '../../formats.ts';
import { nameIn } from '../../names.ts';
import { pageOf, pagingOf } from '../../paging.ts';
import type { Handler } from '../../route.ts';
import { scopeElement } from '../../views/elements.ts';
import { instanceViews, requireInstance, stateOf } from '../../views/instance.ts';
import { readerOf } from '../../views/reader.ts';
import { showInstance } from './show.ts';

export const listProcessInstances: Handler<'listProcessInstances'> = async (call, services) => {
  const { query, principal } = call;
  const { limit: _limit, cursor: _cursor, count: _count, sort, ...filter } = query;
  const page = await listInstances(services.database, await readerOf(services, principal), {
    filter,
    paging: pagingOf(query),
    ascending: sort === 'startedAt',
  });
  const items = await instanceViews(services, call, { rows: page.items, whole: false });
  return { items, nextCursor: page.nextCursor, ...(page.total === undefined ? {} : { total: page.total }) };
};

export const getProcessInstance: Handler<'getProcessInstance'> = (call, services) =>
  showInstance(services, call, call.params.id);

export const getJournal: Handler<'getJournal'> = async (call, services) => {
  const { params, query, principal, language } = call;
  await requireInstance(services, principal, params.id, 'case.details');
  const page = await readJournal(services.database, params.id, pagingOf(query));
  const names = await findNames(
    services.database,
    page.items.map(({ actor }) => actor),
  );
  return pageOf(page, (row) => {
    const found = names.get(row.actor);
    const actorName = found ? nameIn(language, found) : row.actor;
    return { ...row, actorName, at: timeText(row.at), events: [...row.events] };
  });
};

export const getVariables: Handler<'getVariables'> = async ({ params, query, principal }, services) => {
  const row = await requireInstance(services, principal, params.id, 'case.details');
  if (query.scope === undefined) return { variables: row.variables };
  const element = scopeElement(await stateOf(services, row), query.scope);
  return element
    ? { variables: element.vars ?? {} }
    : refuse('not-found', { kind: 'element instance', id: query.scope });
};
