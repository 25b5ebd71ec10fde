import type { Migration } from './migration.ts';

/** Departments, and names in two languages. */
export const departments: Migration = {
  name: '005-departments',
  up: `
create table department (
  id text collate "C" primary key,
  name_zh text not null,
  name_en text not null,
  parent text collate "C" references department,
  check (parent <> id)
);
comment on table department is 'What accounts, tasks and models name as department. One that is not listed here is shown by its id.';
create index department_parent on department (parent) where parent is not null;

alter table account add column name_en text;
comment on column account.name is 'The Chinese name where there is also an English one, else the only one.';
alter table account_group add column name_en text;
comment on column account_group.name is 'The Chinese name where there is also an English one, else the only one.';
create index account_department on account (department) where department is not null;
`,
};
