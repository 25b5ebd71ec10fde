import type { Migration } from './migration.ts';

/** What cases are about, by names their process gives: how often the same comes again is counted by it. Values are kept as hashes only. */
export const repeats: Migration = {
  name: '058-repeats',
  up: `
create table repeat_entry (
  instance_id text collate "C" not null,
  name text collate "C" not null,
  value text collate "C" not null,
  definition_key text collate "C" not null,
  entered_at timestamptz not null,
  constraint repeat_entry_pkey primary key (instance_id, name)
);
create index repeat_entry_value on repeat_entry using btree (definition_key, name, value, entered_at);
comment on table repeat_entry is 'What a case is about, such as the subject of a demand and who calls. Kept for 366 days.';
comment on column repeat_entry.value is 'SHA-256 of the value.';
`,
};
