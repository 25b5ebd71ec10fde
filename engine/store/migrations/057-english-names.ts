import type { Migration } from './migration.ts';

/** What was deployed before English names were kept has them in its text only: the engine reads them from there after its start. */
export const englishNames: Migration = {
  name: '057-english-names',
  up: `
alter table definition add column names_read boolean not null default false;
comment on column definition.names_read is 'Whether name_en and step_name say what the text says.';
comment on table step_name is 'What user tasks are called in English (tb:nameEn), for search.';
`,
};
