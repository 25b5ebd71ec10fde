import { listTasks } from '../../../store/read/inbox.ts';
import { pagingOf } from '../../paging.ts';
import type { Handler } from '../../route.ts';
import { readerOf } from '../../views/reader.ts';
import { taskViews } from '../../views/task.ts';

/** Late tasks, as far as the caller may see the tasks behind figures. */
export const listOverdue: Handler<'listOverdue'> = async ({ query, principal }, services) => {
  const now = services.runtime.clock.now();
  const filter = {
    dueBefore: new Date(now).toISOString(),
    ...(query.definitionKey === undefined ? {} : { definitionKey: query.definitionKey }),
    ...(query.definitionId === undefined ? {} : { definitionId: query.definitionId }),
    ...(query.elementId === undefined ? {} : { elementId: query.elementId }),
  };
  const reader = await readerOf(services, principal, { tasks: 'report.cases' });
  const page = await listTasks(services.database, reader, { filter, sort: 'dueAt', paging: pagingOf(query), now });
  const items = await taskViews(services, principal, page.items);
  return { items, nextCursor: page.nextCursor, ...(page.total === undefined ? {} : { total: page.total }) };
};
