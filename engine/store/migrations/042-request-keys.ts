import type { Migration } from './migration.ts';

/** The operation record names the request it answers. */
export const requestKeys: Migration = {
  name: '042-request-keys',
  up: `
alter table journal add column request text;
comment on column journal.request is 'Fingerprint of sender, route and idempotency key of the request that led to the command, covered by the hash; null where it had no key.';
`,
};
