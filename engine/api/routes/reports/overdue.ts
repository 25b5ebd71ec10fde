import { listTasks } from '../../../store/read/inbox.ts';
import type { Task } from '../../contract/tasks.ts';
import { tablePagingOf } from '../../paging.ts';
import type { Handler } from '../../route.ts';
import { inFormat } from '../../views/csv.ts';
import { nameOfAll } from '../../views/people.ts';
import { readerOf } from '../../views/reader.ts';
import { taskViews } from '../../views/task.ts';

/** Open tasks behind figures, as far as the caller may see those. */
export const listOpenTasks: Handler<'listOpenTasks'> = async (call, services) => {
  const { query, principal, language } = call;
  const { definitionKey, definitionId, elementId, overdue = false } = query;
  const now = services.runtime.clock.now();
  const filter = {
    ...(overdue ? { dueBefore: new Date(now).toISOString() } : {}),
    ...(definitionKey === undefined ? {} : { definitionKey }),
    ...(definitionId === undefined ? {} : { definitionId }),
    ...(elementId === undefined ? {} : { elementId }),
  };
  const reader = await readerOf(services, principal, { tasks: 'report.cases' });
  const page = await listTasks(services.database, reader, { filter, sort: 'dueAt', paging: tablePagingOf(query), now });
  const items = await taskViews(services, principal, page.items);
  const nameOf = await nameOfAll(
    services,
    language,
    items.map(({ assignee }) => assignee),
  );
  const answer = { items, nextCursor: page.nextCursor, ...(page.total === undefined ? {} : { total: page.total }) };
  const rows = items.map((task) => taskRow(task, task.assignee === null ? null : nameOf(task.assignee).name));
  return inFormat(call, answer, rows);
};

export const listOverdue: Handler<'listOverdue'> = (call, services) =>
  listOpenTasks({ ...call, query: { ...call.query, overdue: true } }, services);

/** What of a task is worth a column. */
const taskRow = (task: Task, assigneeName: string | null) => ({
  id: task.id,
  instanceId: task.instanceId,
  businessKey: task.businessKey,
  definitionKey: task.definitionKey,
  definitionName: task.definitionName,
  serviceName: task.serviceName,
  elementId: task.elementId,
  name: task.name,
  department: task.department,
  assignee: task.assignee,
  assigneeName,
  createdAt: task.createdAt,
  dueAt: task.dueAt,
  lamp: task.lamp,
  remainingWorkingDays: task.remainingWorkingDays,
});
