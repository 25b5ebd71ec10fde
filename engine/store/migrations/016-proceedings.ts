import type { Migration } from './migration.ts';

/** What waits for a second person, cases that were voided, and the log of printed documents. */
export const proceedings: Migration = {
  name: '016-proceedings',
  up: `
create table confirmation (
  id text collate "C" primary key,
  instance_id text collate "C" not null,
  definition_key text not null,
  business_key text,
  verb text not null,
  reason text not null,
  asked_by text not null,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  entitled text[] not null
);
create index confirmation_instance on confirmation (instance_id);
create index confirmation_entitled on confirmation using gin (entitled);
create index confirmation_asked_by on confirmation (asked_by);
comment on table confirmation is 'Index over open cases: what one person asked for and another has to confirm.';
comment on column confirmation.entitled is 'user:…, group:… or role:…';

alter table instance_history add column voided boolean not null default false;
create index instance_history_voided on instance_history (id) where voided;
comment on column instance_history.voided is '作废: kept for ever, and only shown to those who ask for voided cases.';

create table document_print (
  instance_id text collate "C" not null,
  document_id text collate "C" not null,
  printed_at timestamptz not null,
  printed_by text not null
);
create index document_print_document on document_print (instance_id, document_id, printed_at);
comment on table document_print is 'Who printed which issued document when. Append-only.';
`,
};
