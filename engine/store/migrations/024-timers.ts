import type { Migration } from './migration.ts';

/** Timers that count by a calendar name it, so that they are found when it changes. */
export const timers: Migration = {
  name: '024-timers',
  up: `
alter table job add column calendar text collate "C";
comment on column job.calendar is 'The calendar by which the due time was counted; null where none was.';
create index job_calendar on job (calendar, instance_id) where calendar is not null;
`,
};
