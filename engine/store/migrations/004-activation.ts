import type { Migration } from './migration.ts';

/** Versions that are deployed now and come into effect later. */
export const activation: Migration = {
  name: '004-activation',
  up: `
alter table definition add column activates_at timestamptz;
comment on column definition.activates_at is 'When it comes into effect, by the engine''s clock; null once it has, and where a later version came first. Until then it is never the latest.';
`,
};
