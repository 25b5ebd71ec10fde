import type { Migration } from './migration.ts';

/** What processes are called in English. */
export const faces: Migration = {
  name: '046-faces',
  up: `
alter table definition add column name_en text;
comment on column definition.name_en is 'The name of a process in English (tb:nameEn); null where its model does not say, and of what was deployed before models could.';
`,
};
