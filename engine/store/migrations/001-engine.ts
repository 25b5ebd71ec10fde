import type { Migration } from './migration.ts';

/**
 * The tables of the engine. `instance` is the truth of an open case; `task`, `task_candidate`, `job` (kinds timer and outbox),
 * `subscription` and `incident` are indexes over its `state`, written in the same commit and rebuildable from it.
 * Ids are text in binary order: they come from the application and sort by creation. Times come from the engine's clock.
 */
export const engineTables: Migration = {
  name: '001-engine',
  up: `
create table engine_state (
  singleton boolean primary key default true check (singleton),
  deployment_sequence bigint not null default 0
);
comment on table engine_state is 'One row. deployment_sequence grows with every change to definitions; a commit is refused where it moved.';
insert into engine_state default values;

create table deployment (
  id text collate "C" primary key,
  name text not null,
  note text,
  deployed_by text not null,
  deployed_at timestamptz not null
);

create table definition (
  id text collate "C" primary key,
  kind text not null check (kind in ('process', 'form')),
  key text collate "C" not null,
  version integer not null,
  version_tag text,
  name text not null,
  resource_name text not null,
  content text not null,
  content_hash text collate "C" not null,
  deployment_id text collate "C" not null references deployment,
  suspended boolean not null default false,
  unique (kind, key, version)
);

create table deployment_definition (
  deployment_id text collate "C" not null references deployment on delete cascade,
  definition_id text collate "C" not null references definition on delete cascade,
  primary key (deployment_id, definition_id)
);
comment on table deployment_definition is 'What a deployment contained, unchanged definitions included: binding "deployment" reads it.';
create index deployment_definition_definition on deployment_definition (definition_id);

create table instance (
  id text collate "C" primary key,
  version bigint not null,
  status text not null check (status in ('active', 'suspended')),
  definition_id text collate "C" not null,
  definition_key text collate "C" not null,
  business_key text collate "C",
  initiator text collate "C",
  state json not null,
  variables jsonb not null,
  started_at timestamptz not null,
  updated_at timestamptz not null,
  journal_seq integer not null,
  journal_hash bytea not null,
  incident_count integer not null
) with (fillfactor = 70);
comment on table instance is 'Open cases, one row each: the truth. fillfactor leaves room for updates that touch no index.';
comment on column instance.variables is 'The variables of the process scope, kept out of state so that they can be searched.';
create index instance_definition_key on instance (definition_key, status, id);
create index instance_definition on instance (definition_id);
create index instance_status on instance (status, id);
create index instance_business_key on instance (business_key, id) where business_key is not null;
create index instance_initiator on instance (initiator, id) where initiator is not null;

create table instance_history (
  id text collate "C" primary key,
  status text not null check (status in ('completed', 'terminated')),
  definition_id text collate "C" not null,
  definition_key text collate "C" not null,
  business_key text collate "C",
  initiator text collate "C",
  state json not null,
  variables jsonb not null,
  started_at timestamptz not null,
  ended_at timestamptz not null,
  journal_seq integer not null,
  journal_hash bytea not null
);
comment on table instance_history is 'Ended cases; a case moves here in the commit that ends it.';
create index instance_history_definition_key on instance_history (definition_key, ended_at, id);
create index instance_history_ended on instance_history (ended_at, id);
create index instance_history_business_key on instance_history (business_key, id) where business_key is not null;
create index instance_history_initiator on instance_history (initiator, id) where initiator is not null;

create table task (
  id text collate "C" primary key,
  instance_id text collate "C" not null,
  definition_id text collate "C" not null,
  definition_key text collate "C" not null,
  business_key text collate "C",
  element_id text collate "C" not null,
  element_instance_id text collate "C" not null,
  name text not null,
  state text not null,
  assignee text collate "C",
  owner text collate "C",
  candidate_users text[] not null,
  candidate_groups text[] not null,
  department text collate "C",
  created_at timestamptz not null,
  due_at timestamptz not null,
  priority integer not null,
  form_key text collate "C",
  visit integer not null
) with (fillfactor = 80);
comment on table task is 'Open tasks.';
comment on column task.due_at is 'infinity where there is no limit, so that lists page by (due_at, id).';
create index task_instance on task (instance_id);
create index task_assignee on task (assignee, due_at, id) where assignee is not null;
create index task_department on task (department, due_at, id) where department is not null;
create index task_definition_key on task (definition_key, due_at, id);
create index task_due on task (due_at, id);

create table task_candidate (
  principal text collate "C" not null,
  due_at timestamptz not null,
  task_id text collate "C" not null,
  instance_id text collate "C" not null,
  primary key (principal, due_at, task_id)
);
comment on table task_candidate is 'Who may claim: rows exist while the task is offered. principal is user:<id> or group:<id>.';
create index task_candidate_task on task_candidate (task_id);

create table task_history (
  id text collate "C" primary key,
  instance_id text collate "C" not null,
  definition_id text collate "C" not null,
  definition_key text collate "C" not null,
  business_key text collate "C",
  element_id text collate "C" not null,
  element_instance_id text collate "C" not null,
  name text not null,
  assignee text collate "C",
  owner text collate "C",
  candidate_users text[] not null,
  candidate_groups text[] not null,
  department text collate "C",
  created_at timestamptz not null,
  due_at timestamptz not null,
  ended_at timestamptz not null,
  ended_by text collate "C",
  verb text not null,
  outcome text not null,
  comments json not null,
  form_key text collate "C",
  priority integer not null,
  visit integer not null
);
create index task_history_instance on task_history (instance_id);
create index task_history_ended_by on task_history (ended_by, ended_at, id) where ended_by is not null;
create index task_history_definition_key on task_history (definition_key, ended_at, id);

create table job (
  id text collate "C" primary key,
  kind text not null check (kind in ('timer', 'async', 'outbox', 'escalation', 'script')),
  instance_id text collate "C",
  definition_id text collate "C",
  definition_key text collate "C",
  business_key text collate "C",
  element_id text collate "C",
  element_instance_id text collate "C",
  topic text collate "C",
  payload json not null,
  created_at timestamptz not null,
  due_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'failed')),
  suspended boolean not null default false,
  attempts integer not null default 0,
  attempts_left integer,
  last_error text,
  priority integer not null default 0,
  lease_until timestamptz,
  locked_by text collate "C",
  locked_until timestamptz
) with (fillfactor = 70);
comment on table job is 'Work with a due time: timers, calls to the outside, messages to other cases. Start timers have no instance.';
comment on column job.lease_until is 'An engine process is at it, by the database clock: a lease must run out in real time whatever the engine clock says.';
comment on column job.locked_until is 'An external worker is at it, by the engine clock, as promised to the worker.';
create index job_due on job (due_at, id) where state = 'open' and not suspended and kind <> 'outbox';
create index job_topic_due on job (topic, due_at, id) where state = 'open' and not suspended and kind = 'outbox';
create index job_instance on job (instance_id) where instance_id is not null;
create index job_definition on job (definition_id) where instance_id is null;
create index job_list on job (kind, due_at, id);

create table subscription (
  id text collate "C" primary key,
  kind text not null check (kind in ('message', 'signal')),
  name text collate "C" not null,
  key text collate "C",
  instance_id text collate "C",
  definition_id text collate "C" not null,
  definition_key text collate "C" not null,
  business_key text collate "C",
  element_id text collate "C" not null,
  element_instance_id text collate "C",
  created_at timestamptz not null,
  suspended boolean not null default false
);
comment on table subscription is 'Cases that wait for a message or signal; without instance_id: a start event of a definition.';
create index subscription_name on subscription (kind, name, key, created_at, id);
create index subscription_business_key on subscription (business_key, kind, name) where business_key is not null;
create index subscription_instance on subscription (instance_id) where instance_id is not null;
create index subscription_definition on subscription (definition_id) where instance_id is null;

create table message (
  id text collate "C" primary key,
  message_id text collate "C" unique,
  name text collate "C" not null,
  key text collate "C",
  business_key text collate "C",
  instance_id text collate "C",
  variables json not null,
  published_at timestamptz not null,
  expires_at timestamptz not null,
  outcome text not null check (outcome in ('buffered', 'correlated', 'started', 'ignored')),
  receiver text collate "C"
);
comment on table message is 'The durable inbox. A message is consumed once, by the commit of its receiver. message_id is the sender''s own id.';
create index message_buffered on message (name, key, published_at, id) where outcome = 'buffered';
create index message_expires on message (expires_at);

create table incident (
  id text collate "C" primary key,
  instance_id text collate "C" not null,
  definition_id text collate "C" not null,
  definition_key text collate "C" not null,
  element_id text collate "C" not null,
  element_instance_id text collate "C" not null,
  code text collate "C" not null,
  params json not null,
  since timestamptz not null
);
create index incident_instance on incident (instance_id);
create index incident_cause on incident (definition_key, code, element_id, id);

create table journal (
  instance_id text collate "C" not null,
  seq integer not null,
  at timestamptz not null,
  actor text not null,
  command text not null,
  events json not null,
  hash bytea not null,
  primary key (instance_id, seq, at)
) partition by range (at);
comment on table journal is 'Append-only: one row per command. hash covers the row and the hash of the row before it; the last one is kept with the case.';
create table journal_default partition of journal default;

create table receipt (
  id text collate "C" primary key,
  instance_id text collate "C" not null,
  answer json not null,
  expires_at timestamptz not null
);
comment on table receipt is 'Answers already given, by idempotency key: a repeat gets the first answer and writes nothing.';
create index receipt_expires on receipt (expires_at);
`,
};
