import type { Migration } from './migration.ts';

/** The ledger of effects, adapters that are switched off, and which workers may have which topics. */
export const effects: Migration = {
  name: '020-effects',
  up: `
create table effect (
  id text collate "C" primary key,
  instance_id text collate "C" not null,
  definition_key text collate "C" not null,
  business_key text collate "C",
  element_id text collate "C" not null,
  element_instance_id text collate "C" not null,
  topic text collate "C" not null,
  adapter text collate "C",
  worker text collate "C",
  purpose text,
  manual_path boolean not null default false,
  state text not null check (state in ('requested', 'sent', 'confirmed', 'failed', 'unknown')),
  outcome text check (outcome in ('completed', 'error', 'cancelled', 'given-up')),
  attempts integer not null default 0,
  requested_at timestamptz not null,
  requested_by text collate "C" not null,
  sent_at timestamptz,
  settled_at timestamptz,
  request_hash text collate "C",
  answer_hash text collate "C",
  last_error text,
  settled_by text collate "C",
  reason text
) with (fillfactor = 80);
comment on table effect is 'Everything asked of the outside, for good. The id is that of the job and the idempotency key.';
comment on column effect.state is 'What the department has done as far as it is known; a call is "sent" before it begins, so a crash leaves it "sent".';
comment on column effect.outcome is 'How it ended for the case; cancelled and given-up say nothing of what the department did.';
comment on column effect.attempts is 'How often the department was called or asked.';
comment on column effect.settled_by is 'Who cleared it up by hand, and why.';
create index effect_list on effect (requested_at, id);
create index effect_instance on effect (instance_id);
create index effect_open on effect (state, requested_at, id) where state <> 'confirmed';

insert into effect (id, instance_id, definition_key, business_key, element_id, element_instance_id, topic, state, attempts, requested_at, requested_by, last_error)
select id, instance_id, definition_key, business_key, element_id, element_instance_id, topic,
  case when attempts = 0 and lease_until is null and locked_by is null then 'requested' else 'unknown' end, attempts, created_at, 'system', last_error
from job where kind = 'outbox';

create table adapter_switch (
  adapter text collate "C" primary key,
  off boolean not null,
  reason text,
  switched_by text collate "C" not null,
  switched_at timestamptz not null
);
comment on table adapter_switch is 'Adapters that must not be called. One that is not listed is on.';

create table topic_grant (
  topic text collate "C" not null,
  principal text collate "C" not null,
  primary key (topic, principal)
);
comment on table topic_grant is 'Which topics external workers may fetch: user:…, group:… or department:….';
`,
};
