import { refuse } from '../../../errors.ts';
import { listDoneTasks, listTasks as readTasks } from '../../../store/read/tasks.ts';
import { pagingOf } from '../../paging.ts';
import type { Handler } from '../../route.ts';
import { readerOf } from '../../views/reader.ts';
import { requireTask, taskView, taskViews } from '../../views/task.ts';

export const listTasks: Handler<'listTasks'> = async ({ query, principal, language }, services) => {
  const { limit: _limit, cursor: _cursor, count: _count, sort, view, ...filter } = query;
  const { database, runtime } = services;
  const reader = await readerOf(services, principal);
  const paging = pagingOf(query);
  if (
    (view === 'done' && (sort === '-createdAt' || filter.lamp !== undefined)) ||
    (view !== 'done' && sort === '-endedAt')
  )
    refuse('bad-request', {
      reason: language === 'zh' ? '该视图不支持此排序或灯色' : 'this view has no such order or lamp',
    });
  const page =
    view === 'done'
      ? await listDoneTasks(database, reader, { filter, paging })
      : await readTasks(database, reader, {
          ...(view ? { view } : {}),
          filter,
          sort: sort === '-createdAt' ? sort : 'dueAt',
          paging,
          now: runtime.clock.now(),
        });
  const items = await taskViews(services, principal, page.items);
  return { items, nextCursor: page.nextCursor, ...(page.total === undefined ? {} : { total: page.total }) };
};

export const getTask: Handler<'getTask'> = async ({ params, principal }, services) =>
  taskView(services, principal, await requireTask(services, principal, params.id));
