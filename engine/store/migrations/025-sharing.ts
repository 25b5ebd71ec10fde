import type { Migration } from './migration.ts';

/** The catalogue of shared data, who may read what for which purpose, every read, what is wrong with data, and how good each source is. */
export const sharing: Migration = {
  name: '025-sharing',
  up: `
create table data_entry (
  code text collate "C" primary key,
  element text collate "C" not null,
  copy_of text collate "C" references data_entry,
  name_zh text not null,
  name_en text not null,
  provider text collate "C" not null,
  provider_zh text not null,
  provider_en text not null,
  topic text collate "C",
  subject text,
  items jsonb not null,
  update_cycle text not null check (update_cycle in ('real-time', 'daily', 'weekly', 'monthly', 'quarterly', 'yearly', 'irregular')),
  sharing text not null check (sharing in ('unconditional', 'conditional', 'none')),
  opening text not null check (opening in ('open', 'on-request', 'closed')),
  basis text,
  format text not null,
  process_grant boolean not null,
  objection_days integer not null check (objection_days between 1 and 60),
  slo_ms integer check (slo_ms > 0),
  since timestamptz not null,
  until timestamptz,
  changed_by text collate "C" not null,
  changed_at timestamptz not null,
  check (sharing = 'unconditional' or basis is not null)
);
create unique index data_entry_source on data_entry (element) where copy_of is null and until is null;
create index data_entry_topic on data_entry (topic) where topic is not null;
create index data_entry_provider on data_entry (provider, code);
comment on table data_entry is '政务数据资源目录: what is shared by whom, on which conditions. Of each element one entry is the source 一数一源, others are copies of it.';
comment on column data_entry.items is 'Information items: name, names in two languages, level 1-4, whether sensitive personal information.';
comment on column data_entry.process_grant is 'Whether a deployed process needs a grant too.';
comment on column data_entry.subject is 'The property of a request that says whom it is about.';

create table data_block (
  id text collate "C" primary key,
  element text collate "C" not null,
  department text collate "C",
  reason text not null,
  basis text not null,
  since timestamptz not null,
  until timestamptz,
  created_by text collate "C" not null,
  created_at timestamptz not null
);
comment on table data_block is '负面清单 of sharing: an element that a department, or nobody (null), may be given.';

create table data_demand (
  id text collate "C" primary key,
  code text collate "C",
  description text not null,
  department text collate "C" not null,
  items text[] not null,
  purpose text not null,
  matter text,
  until timestamptz not null,
  plain boolean not null,
  state text not null check (state in ('asked', 'source', 'granted', 'refused', 'disputed', 'closed')),
  due_at timestamptz,
  asked_by text collate "C" not null,
  asked_at timestamptz not null,
  trail jsonb not null default '[]',
  grant_id text collate "C"
);
create index data_demand_state on data_demand (state, due_at, id);
comment on table data_demand is '需求清单: who asks for which data, for what. trail keeps each step with who, when and why.';

create table data_grant (
  id text collate "C" primary key,
  code text collate "C" not null references data_entry,
  department text collate "C",
  process text collate "C",
  items text[] not null,
  purpose text not null,
  plain boolean not null,
  per_hour integer not null check (per_hour between 1 and 100000),
  since timestamptz not null,
  until timestamptz not null,
  suspended_at timestamptz,
  suspended_by text collate "C",
  reason text,
  demand_id text collate "C",
  granted_by text collate "C" not null,
  granted_at timestamptz not null,
  check ((department is null) <> (process is null)),
  check (until >= since)
);
create index data_grant_code on data_grant (code, until);
comment on table data_grant is 'Who may read which items of an entry, for one purpose, up to a day. Either a department or the cases of a process.';

create table data_consent (
  id text collate "C" primary key,
  subject_hash text collate "C" not null,
  subject_shown text not null,
  codes text[] not null check (cardinality(codes) > 0),
  purpose text not null,
  text_version text not null,
  instance_id text collate "C",
  given_at timestamptz not null,
  until timestamptz not null,
  recorded_by text collate "C" not null,
  withdrawn_at timestamptz,
  withdrawn_by text collate "C"
);
create index data_consent_recorder on data_consent (recorded_by, given_at);
comment on table data_consent is 'What somebody lets be read about them, for what, up to when, and by which text. The subject is kept masked, and as a hash salted by the id of the consent.';

create table data_read (
  id text collate "C" primary key,
  at timestamptz not null,
  actor text collate "C" not null,
  department text collate "C",
  code text collate "C" not null,
  topic text collate "C",
  purpose text not null,
  items text[] not null,
  plain text[] not null,
  grant_id text collate "C",
  consent_id text collate "C",
  instance_id text collate "C",
  subject_shown text,
  request_hash text collate "C" not null,
  answer_hash text collate "C",
  outcome text not null check (outcome in ('asked', 'answered', 'refused', 'failed')),
  problem text,
  settled_at timestamptz
);
create index data_read_at on data_read (at, id);
create index data_read_actor on data_read (actor, at);
create index data_read_code on data_read (code, at);
create index data_read_grant on data_read (grant_id, at) where grant_id is not null;
create function data_read_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.outcome = 'asked' and new.outcome in ('answered', 'failed')
    and row(new.id, new.at, new.actor, new.department, new.code, new.topic, new.purpose, new.items, new.plain, new.grant_id, new.consent_id, new.instance_id, new.request_hash)
      is not distinct from row(old.id, old.at, old.actor, old.department, old.code, old.topic, old.purpose, old.items, old.plain, old.grant_id, old.consent_id, old.instance_id, old.request_hash)
  then return new; end if;
  raise exception 'a read that is written down does not change';
end $$;
create trigger data_read_stays before update or delete on data_read for each row execute function data_read_stays();
comment on table data_read is 'Every read of shared data by a person, refused ones too: written before anything is asked. Those of processes are in effect.';
create index effect_topic on effect (topic, requested_at);

create table data_objection (
  id text collate "C" primary key,
  code text collate "C" not null references data_entry,
  source_code text collate "C" not null references data_entry,
  item text,
  instance_id text collate "C",
  department text collate "C" not null,
  reason text not null,
  state text not null check (state in ('open', 'corrected', 'refused')),
  raised_by text collate "C" not null,
  raised_at timestamptz not null,
  due_at timestamptz not null,
  decision text,
  decided_by text collate "C",
  decided_at timestamptz
);
create index data_objection_state on data_objection (state, due_at, id);
create index data_objection_instance on data_objection (instance_id) where instance_id is not null;
comment on table data_objection is '异议核实: shared data is said to be wrong; the department of the source corrects it or says why not.';

create table data_check (
  source text collate "C" not null,
  field text collate "C" not null,
  rule text collate "C" not null,
  day date not null,
  checked bigint not null,
  failed bigint not null,
  primary key (source, field, rule, day)
);
comment on table data_check is 'How many values of a source were checked and failed, by day.';

create table data_quarantine (
  id text collate "C" primary key,
  source text collate "C" not null,
  row_key text not null,
  field text collate "C" not null,
  rule text collate "C" not null,
  shown text not null,
  hash text collate "C" not null,
  at timestamptz not null,
  state text not null check (state in ('set-aside', 'corrected', 'accepted')),
  decided_by text collate "C",
  decided_at timestamptz,
  note text,
  unique (source, row_key, field, hash)
);
create index data_quarantine_state on data_quarantine (state, source, at, id);
comment on table data_quarantine is 'Rows set aside because a value fails its rule; the value is kept masked and as a hash.';
`,
};
