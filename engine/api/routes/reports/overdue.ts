import { listTasks } from '../../../store/read/inbox.ts';
import { pagingOf } from '../../paging.ts';
import type { Handler } from '../../route.ts';
import { readerOf } from '../../views/reader.ts';
import { taskViews } from '../../views/task.ts';

/** Open tasks behind figures, as far as the caller may see those. */
export const listOpenTasks: Handler<'listOpenTasks'> = async ({ query, principal }, services) => {
  const { definitionKey, definitionId, elementId, overdue = false } = query;
  const now = services.runtime.clock.now();
  const filter = {
    ...(overdue ? { dueBefore: new Date(now).toISOString() } : {}),
    ...(definitionKey === undefined ? {} : { definitionKey }),
    ...(definitionId === undefined ? {} : { definitionId }),
    ...(elementId === undefined ? {} : { elementId }),
  };
  const reader = await readerOf(services, principal, { tasks: 'report.cases' });
  const page = await listTasks(services.database, reader, { filter, sort: 'dueAt', paging: pagingOf(query), now });
  const items = await taskViews(services, principal, page.items);
  return { items, nextCursor: page.nextCursor, ...(page.total === undefined ? {} : { total: page.total }) };
};

export const listOverdue: Handler<'listOverdue'> = (call, services) =>
  listOpenTasks({ ...call, query: { ...call.query, overdue: true } }, services);
