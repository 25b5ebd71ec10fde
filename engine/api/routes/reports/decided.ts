import { listDecidedTasks, listReturnedTasks } from '../../../store/read/tasks.ts';
import { pagingOf } from '../../paging.ts';
import type { Handler } from '../../route.ts';
import { readerOf } from '../../views/reader.ts';
import { openSpanOf, spanOf } from '../../views/span.ts';
import { taskViews } from '../../views/task.ts';

/** The figures of the waiting times are made of these, as far as the caller may see the tasks behind figures. */
export const listDecided: Handler<'listDecided'> = async ({ query, principal }, services) => {
  const { definitionKey, elementId, late = false } = query;
  const filter = {
    definitionKey,
    ...(elementId === undefined ? {} : { elementId }),
    late,
    ...openSpanOf(services, query),
  };
  const reader = await readerOf(services, principal, { tasks: 'report.cases' });
  const page = await listDecidedTasks(services.database, reader, { filter, paging: pagingOf(query) });
  const items = await taskViews(services, principal, page.items);
  return { items, nextCursor: page.nextCursor, ...(page.total === undefined ? {} : { total: page.total }) };
};

export const listReturned: Handler<'listReturned'> = async ({ query, principal }, services) => {
  const { department, without } = query;
  const reader = await readerOf(services, principal, { tasks: 'report.cases' });
  const filter = { department, without, ...spanOf(services, query) };
  const page = await listReturnedTasks(services.database, reader, { filter, paging: pagingOf(query) });
  const items = await taskViews(services, principal, page.items);
  return { items, nextCursor: page.nextCursor, ...(page.total === undefined ? {} : { total: page.total }) };
};
