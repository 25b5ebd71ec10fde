import { listDecidedTasks } from '../../../store/read/tasks.ts';
import { pagingOf } from '../../paging.ts';
import type { Handler } from '../../route.ts';
import { taskViews } from '../../views/task.ts';

/** Observers see every decided task here, analysts too: the figures of the waiting times are made of them. */
export const listDecided: Handler<'listDecided'> = async ({ query, principal }, services) => {
  const { definitionKey, elementId, late = false, from = null, to = null } = query;
  const filter = { definitionKey, ...(elementId === undefined ? {} : { elementId }), late, from, to };
  const page = await listDecidedTasks(services.database, filter, pagingOf(query));
  const items = await taskViews(services, principal, page.items);
  return { items, nextCursor: page.nextCursor, ...(page.total === undefined ? {} : { total: page.total }) };
};
