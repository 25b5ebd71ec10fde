import type { Migration } from './migration.ts';

/** Service items: every version that was ever in use, one of each current. */
export const items: Migration = {
  name: '032-items',
  up: `
create table service_item (
  key text collate "C" not null,
  version integer not null check (version >= 1),
  current boolean not null,
  code text collate "C" not null,
  name_zh text not null,
  name_en text not null,
  department text collate "C" not null,
  process_key text collate "C" not null,
  objects text[] not null,
  themes text[] not null,
  visits integer not null,
  content jsonb not null,
  since timestamptz not null,
  by text not null,
  primary key (key, version)
);
comment on table service_item is 'What departments offer 政务服务事项. A case names the version it was applied for; a version is never changed.';
comment on column service_item.visits is 'For how many things an applicant has to come at the most.';
create unique index service_item_current on service_item (key) where current;
create index service_item_name on service_item (name_zh, key) where current;
create index service_item_process on service_item (process_key, key) where current;
`,
};
