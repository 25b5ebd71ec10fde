import type { Migration } from './migration.ts';

/** Indexes of inbox lists. Few tasks have an owner besides their assignee, and few name nobody who may do them. */
export const taskLists: Migration = {
  name: '003-task-lists',
  up: `
create index task_owner on task (owner, due_at, id) where owner is not null;
create index task_nobody_named on task (due_at, id) where assignee is null and candidate_users = '{}' and candidate_groups = '{}';
`,
};
