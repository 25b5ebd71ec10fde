import type { Migration } from './migration.ts';

/** That somebody was asked and said no is kept as a consent is. */
export const consents: Migration = {
  name: '044-consents',
  up: `
alter table data_consent add column refused boolean not null default false, add column with_application boolean not null default false;
comment on column data_consent.refused is 'Who was asked did not agree: nothing is read for this case, and what it would have said is handed in.';
comment on column data_consent.with_application is 'Said as the case was applied for: the calls of its process rest on it.';
`,
};
