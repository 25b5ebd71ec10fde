import type { Migration } from './migration.ts';

/** Why a task is somebody's; who may not do it; who is responsible for what. */
export const approvers: Migration = {
  name: '014-approvers',
  up: `
alter table task add column reasons jsonb;
comment on column task.reasons is 'Why each of its people is one of them: rule, what it was given, version of the organisation.';
alter table task add column barred text[] not null default '{}';
comment on column task.barred is 'Who may not do it, whatever group they are in: it is not in their lists.';
alter table task_history add column reasons jsonb;
comment on column task_history.reasons is 'As task.reasons, when the task ended.';
comment on table task_candidate is 'Who may claim: rows exist while the task is offered. principal is user:<id> or group:<id>; barred:<id> is who may not, whatever group he is in.';

create table responsibility (
  id text collate "C" primary key,
  kind text not null check (kind in ('responsible', 'forbidden')),
  matter text collate "C",
  area text collate "C",
  level text collate "C",
  lead text collate "C",
  departments text[] not null,
  basis text not null,
  limit_text text,
  disputed boolean not null,
  note text,
  since timestamptz not null,
  until timestamptz,
  created_by text not null,
  created_at timestamptz not null,
  check (until is null or until >= since),
  check (kind = 'forbidden' or lead is not null)
);
comment on table responsibility is 'List of responsibilities 责任清单 and negative list 负面清单, dated. Null in matter, area, level stands for every one. Ended by setting until, never deleted.';
comment on column responsibility.lead is 'Lead department; on the negative list who may not, null meaning nobody may.';
comment on column responsibility.basis is 'Legal basis.';
create index responsibility_matter on responsibility (matter, id);
create trigger organisation_changed after insert or update or delete on responsibility for each statement execute function organisation_changed();
`,
};
