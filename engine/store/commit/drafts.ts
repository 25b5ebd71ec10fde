import { IS_WON, type Part } from './part.ts';

/** Whatever ends a task, what anybody has prepared of it is of no use any more. */
export const removeDrafts: Part = {
  name: 'drafts_removed',
  columns: { taskId: 'text', instanceId: 'text' },
  rows: ({ index }) => index.tasksEnded.map(({ id: taskId, instanceId }) => ({ taskId, instanceId })),
  sql: (rows) => `delete from draft d using ${rows} where ${IS_WON} and d.task_id = x."taskId"`,
};
