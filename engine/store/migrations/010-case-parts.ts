import type { Migration } from './migration.ts';

/** Parts of large cases. The names of parts are in the index tables too, so that a command loads the part it is about. */
export const caseParts: Migration = {
  name: '010-case-parts',
  up: `
create table instance_part (
  instance_id text collate "C" not null,
  id text collate "C" not null,
  parent text collate "C",
  content json not null,
  primary key (instance_id, id)
);
comment on table instance_part is 'What an open case keeps apart from its row: each item of a large multi-instance activity, and older pages of the trail. Written in the commits of the case.';
comment on column instance_part.parent is 'The part in which the activity lies whose item this is; a part is loaded with those around it.';

alter table task add column part text collate "C";
alter table job add column part text collate "C";
alter table incident add column part text collate "C";
`,
};
