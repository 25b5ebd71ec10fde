import type { Migration } from './migration.ts';

/** Rules that a deployment sets in the table of rights; who saw masked data in plain, and why; sign-in by an identity provider. */
export const rights: Migration = {
  name: '018-rights',
  up: `
create table right_rule (
  role text collate "C" not null,
  name text collate "C" not null,
  scope text not null check (scope in ('none', 'own', 'department', 'all')),
  primary key (role, name)
);
comment on table right_rule is 'Cells of the table of rights that differ from the usual; who changed them when is in organisation_change.';
create trigger organisation_changed after insert or update or delete on right_rule for each statement execute function organisation_changed();

create index organisation_change_operation on organisation_change (operation, id);

create index task_history_department on task_history (department, instance_id) where department is not null;
create index task_history_groups on task_history using gin (candidate_groups) where candidate_groups <> '{}';
create index task_history_users on task_history using gin (candidate_users) where candidate_users <> '{}';

create table sign_in_identity (
  issuer text collate "C" not null,
  subject text collate "C" not null,
  account_id text collate "C" not null references account on delete cascade,
  primary key (issuer, subject)
);
create index sign_in_identity_account on sign_in_identity (account_id);
comment on table sign_in_identity is 'Whom an identity provider means by a subject. An account that has one of its own is never taken over by a claim.';

create table unmasking (
  id bigint generated always as identity primary key,
  instance_id text collate "C" not null,
  at timestamptz not null,
  actor text collate "C" not null,
  fields text[] not null check (cardinality(fields) > 0),
  purpose text not null
);
create index unmasking_instance on unmasking (instance_id, id);
create index unmasking_actor on unmasking (actor, id);
create trigger unmasking_stays before update or delete on unmasking for each statement execute function organisation_change_stays();
comment on table unmasking is 'Who saw which masked fields of a case in plain, and for what. Rows are only ever added.';
`,
};
