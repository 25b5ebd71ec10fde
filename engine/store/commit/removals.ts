import type { CaseChange } from '../../commands/change.ts';
import { IS_WON, type Part } from './part.ts';

const remove = (name: string, table: string, ids: (change: CaseChange) => readonly string[]): Part => ({
  name,
  columns: { id: 'text', instanceId: 'text' },
  rows: (change) => ids(change).map((id) => ({ id, instanceId: change.instanceId })),
  sql: (rows) => `delete from ${table} t using ${rows} where ${IS_WON} and t.id = x.id`,
});

export const removeTasks = remove('tasks_removed', 'task', ({ index }) => index.tasksRemoved);
export const removeJobs = remove('jobs_removed', 'job', ({ index }) => index.jobsRemoved);
export const removeSubscriptions = remove(
  'subscriptions_removed',
  'subscription',
  ({ index }) => index.subscriptionsRemoved,
);
export const removeIncidents = remove('incidents_removed', 'incident', ({ index }) => index.incidentsRemoved);
export const removeConfirmations = remove(
  'confirmations_removed',
  'confirmation',
  ({ index }) => index.confirmationsRemoved,
);
