import type { Migration } from './migration.ts';

/** Locks of external workers that can be told apart, and the reads of a consent. */
export const locks: Migration = {
  name: '037-locks',
  up: `
create sequence external_lock;
alter table job add column lock_token bigint;
comment on column job.lock_token is 'Of the last lock that an external worker took: later locks have greater ones, so a worker that was overtaken is known by it.';

create index data_read_consent on data_read (consent_id) where consent_id is not null;
create index data_consent_instance on data_consent (instance_id) where instance_id is not null;
`,
};
