import type { Migration } from './migration.ts';

/** A town of the demonstration that was cut short is filled again. */
export const town: Migration = {
  name: '048-town',
  up: `
alter table engine_state add column town_until timestamptz;
comment on column engine_state.town_until is 'While a town of the demonstration is being filled, until when it lives. Found at a start: it was cut short.';
`,
};
