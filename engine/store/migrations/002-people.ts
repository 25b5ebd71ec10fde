import type { Migration } from './migration.ts';

/**
 * Who may sign in, and as what. Sessions, throttling and receipts of requests live in real time, by the database's clock: they must
 * run out whatever the engine's clock says.
 */
export const peopleTables: Migration = {
  name: '002-people',
  up: `
create table account (
  id text collate "C" primary key,
  name text not null,
  roles text[] not null check (cardinality(roles) > 0),
  department text collate "C",
  language text check (language in ('zh', 'en')),
  password_hash text,
  active boolean not null default true,
  demo boolean not null default false,
  created_at timestamptz not null default now()
);
comment on table account is 'People and machines. id is the sign-in name and what models name as assignee. Without a password nobody signs in with one.';

create table account_group (
  id text collate "C" primary key,
  name text not null,
  created_at timestamptz not null default now()
);

create table membership (
  account_id text collate "C" not null references account on delete cascade,
  group_id text collate "C" not null references account_group on delete cascade,
  primary key (account_id, group_id)
);
create index membership_group on membership (group_id);

create table session (
  token_hash bytea primary key,
  account_id text collate "C" not null references account on delete cascade,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ends_at timestamptz not null
);
comment on table session is 'Signed-in browsers and scripts. Only the hash of the token is kept. expires_at slides with use, never beyond ends_at.';
create index session_account on session (account_id);
create index session_expires on session (expires_at);

create table api_key (
  id text collate "C" primary key,
  secret_hash bytea not null unique,
  account_id text collate "C" not null references account on delete cascade,
  name text not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  expires_at timestamptz
);
create index api_key_account on api_key (account_id);

create table sign_in_attempt (
  subject text collate "C" primary key,
  attempts integer not null,
  first_at timestamptz not null,
  blocked_until timestamptz
);
comment on table sign_in_attempt is 'Attempts since the last success, per account and address and per address: counted before the password is checked.';

create table request_receipt (
  id text collate "C" primary key,
  fingerprint text collate "C" not null,
  status integer,
  body json,
  lease_until timestamptz not null,
  expires_at timestamptz not null
);
comment on table request_receipt is 'Answers by idempotency key. status is null while the first request is being served; after lease_until it counts as lost.';
create index request_receipt_expires on request_receipt (expires_at);
`,
};
