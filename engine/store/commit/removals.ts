import type { CaseChange } from '../../commands/change.ts';
import type { Part } from './part.ts';

const removed = (change: CaseChange, ids: readonly string[]): object[] =>
  ids.map((id) => ({ id, instanceId: change.instanceId }));

const remove = (name: string, table: string, ids: (change: CaseChange) => readonly string[]): Part => ({
  name,
  columns: '"id" text, "instanceId" text',
  rows: (change) => removed(change, ids(change)),
  sql: `delete from ${table} t using rows x join won on won.id = x."instanceId" where t.id = x.id`,
});

export const removeTasks = remove('tasks_removed', 'task', ({ index }) => index.tasksRemoved);
export const removeJobs = remove('jobs_removed', 'job', ({ index }) => index.jobsRemoved);
export const removeSubscriptions = remove(
  'subscriptions_removed',
  'subscription',
  ({ index }) => index.subscriptionsRemoved,
);
export const removeIncidents = remove('incidents_removed', 'incident', ({ index }) => index.incidentsRemoved);
