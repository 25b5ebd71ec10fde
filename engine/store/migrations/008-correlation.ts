import type { Migration } from './migration.ts';

/** Messages that are found by what they say. */
export const correlation: Migration = {
  name: '008-correlation',
  up: `
alter table message add column keys text[];
comment on column message.keys is 'The correlation keys that could be read from the message itself, by the recipes known when it came.';
create index message_keys on message using gin (keys) where outcome = 'buffered';

create table message_recipe (
  name text collate "C" not null,
  key text collate "C" not null,
  retrieval text[] not null,
  primary key (name, key, retrieval)
);
comment on table message_recipe is 'How the properties of a correlation key are read from a message of this name, as deployed models say.';

create table message_start_gate (
  id text collate "C" primary key,
  holder text collate "C",
  created_at timestamptz not null default now()
);
comment on table message_start_gate is 'One conversation of one process (key and values): the open case it has begun, so that no second one is begun. Without holder: about to begin.';
create index message_start_gate_holder on message_start_gate (holder) where holder is not null;
`,
};
