import type { Migration } from './migration.ts';

/** A process that asked for its rating sees to it itself: the register only says how far that is. */
export const ratingsInProcess: Migration = {
  name: '067-ratings-in-process',
  up: `
alter table rating add column in_process boolean not null default false;
`,
};
