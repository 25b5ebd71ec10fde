import type { Migration } from './migration.ts';

/** The operation record names the request it answers; who has handed everything over has a successor. */
export const records: Migration = {
  name: '042-records',
  up: `
alter table journal add column request text;
comment on column journal.request is 'Fingerprint of sender, route and idempotency key of the request that led to the command, covered by the hash; null where it had no key.';

create table succession (
  id text collate "C" primary key,
  person text collate "C" not null references account (id) on delete cascade,
  successor text collate "C" not null references account (id) on delete cascade,
  since timestamptz not null,
  until timestamptz,
  created_by text not null
);
comment on table succession is 'Who takes the place of whom in whatever still leads to them: rules, returns, turns of a sequence. Ended, never deleted.';
create index succession_person on succession (person);
create trigger organisation_changed after insert or update or delete on succession for each statement execute function organisation_changed();
`,
};
