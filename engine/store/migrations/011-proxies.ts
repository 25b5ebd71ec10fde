import type { Migration } from './migration.ts';

/** Who acted for whom, who changed the organisation, and posts as something whose change counts. */
export const proxies: Migration = {
  name: '011-proxies',
  up: `
alter table task_history add column on_behalf_of text collate "C";
comment on column task_history.on_behalf_of is 'Whom ended_by acted for as a proxy 代理.';

create table organisation_change (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor text not null,
  operation text not null,
  subject text not null,
  details jsonb not null
);
comment on table organisation_change is 'Who changed the organisation, when and how. Rows are only ever added.';
create index organisation_change_subject on organisation_change (subject, id);
create function organisation_change_stays() returns trigger language plpgsql as $$
begin
  raise exception 'organisation_change is append-only';
end $$;
create trigger organisation_change_stays before update or delete on organisation_change for each statement execute function organisation_change_stays();
create trigger organisation_changed after insert or update or delete on post for each statement execute function organisation_changed();
`,
};
