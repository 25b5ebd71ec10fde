import type { Migration } from './migration.ts';

/** What task lists carry of the data of a case; filters that people keep; cases that they follow. */
export const inbox: Migration = {
  name: '013-inbox',
  up: `
alter table task add column variables jsonb;
comment on column task.variables is 'Variables of the case that its process declares for task lists; null where it declares none.';
create index task_variables on task using gin (variables jsonb_path_ops) where variables is not null;
alter table task_history add column variables jsonb;
comment on column task_history.variables is 'As task.variables, when the task ended.';

create table follow (
  account_id text collate "C" not null references account on delete cascade,
  instance_id text collate "C" not null,
  since timestamptz not null,
  primary key (account_id, instance_id)
);
comment on table follow is 'Who follows which case 关注. Ended cases may be followed too.';

create table task_filter (
  id text collate "C" primary key,
  owner text collate "C" not null references account on delete cascade,
  name text not null,
  view text,
  criteria jsonb not null,
  sort text,
  columns text[] not null,
  groups text[] not null,
  department text collate "C",
  updated_at timestamptz not null
);
create index task_filter_owner on task_filter (owner);
create index task_filter_groups on task_filter using gin (groups) where groups <> '{}';
create index task_filter_department on task_filter (department) where department is not null;
comment on table task_filter is 'Filters of task lists that people keep. A filter only says what to ask for: what comes is what who uses it may see.';
comment on column task_filter.groups is 'With whom the owner shares it, besides the department.';
`,
};
