import type { Migration } from './migration.ts';

/** Sources that send without being asked, and how the ledger of effects is kept small. */
export const edges: Migration = {
  name: '026-edges',
  up: `
create table incoming_source (
  kind text collate "C" not null check (kind in ('webhook', 'queue')),
  name text collate "C" not null,
  taken bigint not null default 0,
  unmapped bigint not null default 0,
  refused bigint not null default 0,
  last_taken_at timestamptz,
  last_refused_at timestamptz,
  last_refusal text,
  primary key (kind, name)
);
comment on table incoming_source is 'What webhooks and queues have brought, for administrators: a sender with a wrong secret is seen here.';

create index effect_settled on effect (coalesce(settled_at, requested_at)) where state in ('confirmed', 'failed');
`,
};
