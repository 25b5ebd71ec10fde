import type { Migration } from './migration.ts';

/** What is told about cases, files, drafts and phrases. */
export const telling: Migration = {
  name: '017-telling',
  up: `
create table notice (
  id text collate "C" primary key,
  kind text not null,
  instance_id text collate "C" not null,
  definition_id text collate "C" not null,
  definition_key text collate "C" not null,
  business_key text collate "C",
  element_id text,
  task_id text collate "C",
  sender text collate "C" not null,
  recipient text collate "C",
  at timestamptz not null,
  due_at timestamptz not null,
  is_read boolean not null,
  is_closed boolean not null,
  for_applicant boolean not null,
  sha256 text collate "C",
  content json not null
);
comment on table notice is 'What was told about cases without moving them: copies 抄送, urges 催办, supervision sheets 督办单, questions, comments, files, signatures, links, objections. An index over the state of cases, open and ended; rows stay.';
comment on column notice.recipient is 'user:<id> or group:<id>; null where it is addressed to nobody in particular.';
create index notice_recipient on notice (recipient, kind, id) where recipient is not null;
create index notice_sender on notice (sender, kind, id);
create index notice_instance on notice (instance_id, kind, id);
create index notice_kind on notice (kind, id) where not is_closed;
create index notice_sha256 on notice (sha256) where sha256 is not null;

create table upload (
  id text collate "C" primary key,
  account_id text collate "C" not null,
  touched_at timestamptz not null default now()
);
comment on table upload is 'Files on their way in. What is not finished within an hour of its last piece is swept.';

create table blob (
  sha256 text collate "C" primary key,
  upload_id text collate "C" not null unique,
  size bigint not null,
  type text not null,
  touched_at timestamptz not null default now()
);
comment on table blob is 'Files by their hash, each once however often it is attached. One that nothing names a day after it was last touched is swept.';

create table blob_chunk (
  upload_id text collate "C" not null,
  number integer not null,
  bytes bytea not null,
  primary key (upload_id, number)
);
alter table blob_chunk alter column bytes set storage external;
comment on table blob_chunk is 'The bytes of files in pieces, so that nothing holds a file as a whole.';

create table draft (
  task_id text collate "C" not null,
  account_id text collate "C" not null references account on delete cascade,
  content json not null,
  evidence text,
  revision integer not null,
  saved_at timestamptz not null,
  primary key (task_id, account_id)
);
comment on table draft is 'What people have prepared of tasks 暂存. Nobody else sees it; it goes in the commit that ends the task.';

create table phrase (
  id text collate "C" primary key,
  owner text collate "C" not null references account on delete cascade,
  scope text not null check (scope in ('own', 'department', 'everybody')),
  department text collate "C",
  text text not null,
  position integer not null,
  updated_at timestamptz not null
);
create index phrase_owner on phrase (owner);
create index phrase_shared on phrase (scope, department) where scope <> 'own';
comment on table phrase is 'Frequent phrases 常用语, of a person or shared.';
`,
};
