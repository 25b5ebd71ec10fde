import type { Migration } from './migration.ts';

/** Data that outlives cases, and the start events that wait for it. */
export const dataStores: Migration = {
  name: '007-data-stores',
  up: `
create table data_store (
  name text collate "C" primary key,
  value json,
  version bigint not null default 0,
  updated_at timestamptz,
  updated_by text,
  instance_id text collate "C"
);
comment on table data_store is 'One JSON value each. version grows with every write; a commit that rests on another version is refused and decided again.';
comment on column data_store.instance_id is 'The case that wrote it last, whose journal has the value; null where a person did.';

create table data_store_edit (
  name text collate "C" not null,
  version bigint not null,
  value json,
  at timestamptz not null,
  by text not null,
  primary key (name, version)
);
comment on table data_store_edit is 'What people wrote, append-only. What cases wrote is in their journals.';

create table start_condition (
  id text collate "C" primary key,
  definition_id text collate "C" not null,
  definition_key text collate "C" not null,
  element_id text collate "C" not null,
  stores text[] not null,
  created_at timestamptz not null,
  suspended boolean not null default false
);
comment on table start_condition is 'Conditional start events of the versions in effect, with the data stores they read.';
create index start_condition_stores on start_condition using gin (stores);
create index start_condition_key on start_condition (definition_key);
create index start_condition_definition on start_condition (definition_id);
`,
};
