import type { Migration } from './migration.ts';

/** Escalation ladders of departments, and what a bad rating is late with. */
export const ladders: Migration = {
  name: '033-ladders',
  up: `
create table department_ladder (
  department text collate "C" not null references department (id) on delete cascade,
  version integer not null check (version >= 1),
  rungs jsonb not null,
  since timestamptz not null,
  until timestamptz,
  by text not null,
  primary key (department, version)
);
comment on table department_ladder is 'What happens as the limit of a step is used up, where neither the step nor its process says so. A version is never changed, only ended.';
create trigger organisation_changed after insert or update or delete on department_ladder for each statement execute function organisation_changed();

alter table rating add column rectify_due_at timestamptz, add column reminded_at timestamptz, add column escalated_at timestamptz;
comment on column rating.reminded_at is 'When the department was told that what is due is due; null again with the next step.';
comment on column rating.escalated_at is 'When its superiors were told that it is overdue; null again with the next step.';
`,
};
