import type { Migration } from './migration.ts';

/** Lists of tasks are searched by what a step is called in either language. */
export const stepNames: Migration = {
  name: '052-step-names',
  up: `
create table step_name (
  definition_id text collate "C" not null references definition on delete cascade,
  element_id text collate "C" not null,
  name_en text not null,
  primary key (definition_id, element_id)
);
comment on table step_name is 'What user tasks are called in English (tb:nameEn), for search; of what was deployed before there is none.';
`,
};
