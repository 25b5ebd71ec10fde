import type { Migration } from './migration.ts';

/** Locks of external workers that can be told apart. */
export const locks: Migration = {
  name: '037-locks',
  up: `
create sequence external_lock;
alter table job add column lock_token bigint;
comment on column job.lock_token is 'Of the last lock that an external worker took: later locks have greater ones, so a worker that was overtaken is known by it.';
`,
};
