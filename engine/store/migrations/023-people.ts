import type { Migration } from './migration.ts';

/** What is asked of objections by figures, and of the last hour's unmasking by its limit. */
export const people: Migration = {
  name: '023-people',
  up: `
create index notice_objection on notice (instance_id) where kind = 'objection';
create index unmasking_recent on unmasking (actor, at);`,
};
