import type { Migration } from './migration.ts';

/** The organisation with its past and its planned future: a dated tree, posts, positions, proxies. */
export const organisation: Migration = {
  name: '006-organisation',
  up: `
create table post (
  id text collate "C" primary key,
  name_zh text not null,
  name_en text not null
);
comment on table post is 'Posts 岗位 that positions name.';

create table department_period (
  id text collate "C" not null references department on delete cascade,
  parent text collate "C" references department,
  since timestamptz not null,
  until timestamptz,
  primary key (id, since),
  check (until > since),
  check (parent <> id)
);
comment on table department_period is 'Where a department belongs, and when. The row without an end that holds now repeats department.parent.';
insert into department_period (id, parent, since) select id, parent, '-infinity' from department;

create table position (
  id text collate "C" primary key,
  account_id text collate "C" not null references account on delete cascade,
  department text collate "C" not null references department,
  post text collate "C" references post,
  head boolean not null default false,
  ordinal integer not null default 0,
  since timestamptz not null,
  until timestamptz,
  check (until > since)
);
comment on table position is 'Who works where, on which post, and when. ordinal: the lowest is the main one.';
create index position_account on position (account_id);
create index position_department on position (department);

create table proxy (
  id text collate "C" primary key,
  principal text collate "C" not null references account on delete cascade,
  proxy text collate "C" not null references account on delete cascade,
  definition_keys text[],
  element_ids text[],
  include_existing boolean not null default true,
  reason text,
  since timestamptz not null,
  until timestamptz,
  created_by text not null,
  created_at timestamptz not null,
  check (principal <> proxy),
  check (until > since)
);
comment on table proxy is 'Who acts for whom, and when. Ended early by setting until; never deleted.';
create index proxy_principal on proxy (principal);
create index proxy_proxy on proxy (proxy);

alter table engine_state add column organisation_version bigint not null default 1;
comment on column engine_state.organisation_version is 'Grows with every change to people, departments, positions and proxies.';
create function organisation_changed() returns trigger language plpgsql as $$
begin
  update engine_state set organisation_version = organisation_version + 1;
  perform pg_notify('tongban', '{"organisation":true}');
  return null;
end $$;
create trigger organisation_changed after insert or delete or update of roles, department, active on account for each statement execute function organisation_changed();
create trigger organisation_changed after insert or update or delete on membership for each statement execute function organisation_changed();
create trigger organisation_changed after insert or update or delete on department_period for each statement execute function organisation_changed();
create trigger organisation_changed after insert or update or delete on position for each statement execute function organisation_changed();
create trigger organisation_changed after insert or update or delete on proxy for each statement execute function organisation_changed();
`,
};
