import { refuse } from '../../../errors.ts';
import { listTasks as readTasks } from '../../../store/read/inbox.ts';
import type { PageOf } from '../../../store/read/paging.ts';
import { listDoneTasks, type TaskRow } from '../../../store/read/tasks.ts';
import type { Task } from '../../contract/tasks.ts';
import { type MutablePage, pagingOf } from '../../paging.ts';
import type { Principal } from '../../principal.ts';
import type { Handler } from '../../route.ts';
import type { Services } from '../../services.ts';
import { readerOf } from '../../views/reader.ts';
import { requireTask, taskViews, taskWithReasons } from '../../views/task.ts';

export const listTasks: Handler<'listTasks'> = async ({ query, principal, language }, services) => {
  const { limit: _limit, cursor: _cursor, count: _count, sort = 'dueAt', view, ...filter } = query;
  const { database, runtime } = services;
  const reader = await readerOf(services, principal);
  const paging = pagingOf(query);
  const now = runtime.clock.now();
  const unfit = (): never =>
    refuse('bad-request', {
      reason: language === 'zh' ? '该视图不支持此排序或灯色' : 'this view has no such order or lamp',
    });
  if (view === 'done') {
    // `dueAt` is what a request gets that names no order.
    if ((sort !== 'dueAt' && sort !== '-endedAt') || filter.lamp !== undefined) unfit();
    return pageView(services, principal, await listDoneTasks(database, reader, { filter, paging, now }));
  }
  if (sort === '-endedAt') return unfit();
  const listing = { ...(view ? { view } : {}), filter, sort, paging, now };
  return pageView(services, principal, await readTasks(database, reader, listing));
};

async function pageView(
  services: Services,
  principal: Principal,
  { items, nextCursor, total }: PageOf<TaskRow>,
): Promise<MutablePage<Task>> {
  return {
    items: await taskViews(services, principal, items),
    nextCursor,
    ...(total === undefined ? {} : { total }),
  };
}

export const getTask: Handler<'getTask'> = async ({ params, principal }, services) =>
  taskWithReasons(services, principal, await requireTask(services, principal, params.id));
