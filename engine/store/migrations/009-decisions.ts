import type { Migration } from './migration.ts';

/** Decisions (DMN) are deployed beside processes and forms. */
export const decisions: Migration = {
  name: '009-decisions',
  up: `
alter table definition drop constraint definition_kind_check;
alter table definition add constraint definition_kind_check check (kind in ('process', 'decision', 'form'));
`,
};
