import type { Migration } from './migration.ts';

/** Lists of what somebody has delegated look for the owner; few tasks have one. */
export const taskOwner: Migration = {
  name: '003-task-owner',
  up: 'create index task_owner on task (owner, due_at, id) where owner is not null;',
};
