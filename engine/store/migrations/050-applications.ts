import type { Migration } from './migration.ts';

/** Who has applied for what: an open application of the same applicant for the same item is found by it. The applicant is kept as a hash only. */
export const applications: Migration = {
  name: '050-applications',
  up: `
create table application (
  instance_id text collate "C" not null,
  applicant text collate "C" not null,
  item text collate "C" not null,
  business_key text collate "C",
  entered_at timestamptz not null,
  constraint application_pkey primary key (instance_id)
);
create index application_applicant on application using btree (applicant, item);
comment on table application is 'Applications by applicant and item, entered by the pre-check. Those of cases that have ended go when the applicant applies again.';
comment on column application.applicant is 'SHA-256 of the identity number.';
`,
};
