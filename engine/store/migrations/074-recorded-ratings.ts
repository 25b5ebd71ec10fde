import type { Migration } from './migration.ts';

/** Who has no account and was asked, on the telephone or through a platform, has rated all the same: nobody is the rater then, but somebody wrote it down. */
export const recordedRatings: Migration = {
  name: '074-recorded-ratings',
  up: `
alter table rating add column recorded_by text, add constraint rating_by_one check (recorded_by is null or rated_by is null);
`,
};
