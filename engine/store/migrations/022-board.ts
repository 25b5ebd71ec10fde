import type { Migration } from './migration.ts';

/** Periods of clocks with a running tally of the open ones, what ended clocks had measured, frozen indicators, and ratings 好差评. */
export const board: Migration = {
  name: '022-board',
  up: `
create table clock_period (
  instance_id text collate "C" not null,
  clock_id text collate "C" not null,
  task_id text collate "C" not null,
  clock text not null,
  definition_key text collate "C" not null,
  business_key text collate "C",
  element_id text collate "C" not null,
  department text collate "C",
  person text collate "C",
  lamp text,
  was text,
  started_at timestamptz not null,
  due_at timestamptz not null,
  calendar text collate "C",
  from_at timestamptz not null,
  until_at timestamptz not null default 'infinity'
) with (fillfactor = 90);
comment on table clock_period is 'For how long a clock showed a lamp and who had it. Those without an end are the board; which held at an instant of the past was the board then.';
comment on column clock_period.task_id is 'Empty for clocks of cases, stages and procedures.';
comment on column clock_period.lamp is 'Null: a task without a limit, which only holds the clocks of its case.';
create index clock_period_case on clock_period (instance_id, clock_id, task_id, from_at);
create index clock_period_open on clock_period (due_at, instance_id, clock_id, task_id) where until_at = 'infinity' and lamp is not null;
create index clock_period_open_department on clock_period (department, due_at, instance_id, clock_id, task_id) where until_at = 'infinity' and lamp is not null;
create index clock_period_open_lamp on clock_period (lamp, due_at, instance_id, clock_id, task_id) where until_at = 'infinity' and lamp is not null;
create index clock_period_turned on clock_period (from_at) where lamp in ('yellow', 'red', 'double-red') and lamp is distinct from was;
create index clock_period_past on clock_period (until_at, from_at) where lamp is not null;

create table board_tally (
  department text collate "C",
  definition_key text collate "C" not null,
  element_id text collate "C" not null,
  person text collate "C",
  clock text not null,
  lamp text not null,
  n bigint not null
);
comment on table board_tally is 'How many clocks are open, by what a board asks for: the sum of the rows. Every change adds rows, so nobody waits for another; a sweep puts them together.';

create function tally_clocks() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into board_tally select department, definition_key, element_id, person, clock, lamp, count(*)
      from come where until_at = 'infinity' and lamp is not null group by 1, 2, 3, 4, 5, 6;
  elsif tg_op = 'DELETE' then
    insert into board_tally select department, definition_key, element_id, person, clock, lamp, -count(*)
      from gone where until_at = 'infinity' and lamp is not null group by 1, 2, 3, 4, 5, 6;
  else
    insert into board_tally select department, definition_key, element_id, person, clock, lamp, sum(n) from (
        select department, definition_key, element_id, person, clock, lamp, 1 as n from come where until_at = 'infinity' and lamp is not null
        union all select department, definition_key, element_id, person, clock, lamp, -1 from gone where until_at = 'infinity' and lamp is not null
      ) both_sides group by 1, 2, 3, 4, 5, 6 having sum(n) <> 0;
  end if;
  return null;
end $$;
create trigger tally_in after insert on clock_period referencing new table as come for each statement execute function tally_clocks();
create trigger tally_out after delete on clock_period referencing old table as gone for each statement execute function tally_clocks();
create trigger tally_moved after update on clock_period referencing old table as gone new table as come for each statement execute function tally_clocks();

insert into clock_period (instance_id, clock_id, task_id, clock, definition_key, business_key, element_id, department, person, lamp, started_at, due_at, calendar, from_at)
  select instance_id, 'step:' || element_instance_id, id, 'step', definition_key, business_key, element_id, department, assignee, lamp, created_at, due_at, calendar, created_at
    from task where lamp is not null
  union all select instance_id, id, '', clock, definition_key, business_key, element_id, null, null, lamp, started_at, due_at, calendar, started_at from clock;

create table clock_history (
  instance_id text collate "C" not null,
  clock_id text collate "C" not null,
  clock text not null,
  definition_key text collate "C" not null,
  business_key text collate "C",
  element_id text collate "C" not null,
  department text collate "C",
  started_at timestamptz not null,
  stopped_at timestamptz not null,
  due_at timestamptz not null,
  lamp text not null,
  gross_ms bigint not null,
  office_ms bigint not null,
  working_days integer not null,
  primary key (instance_id, clock_id)
);
comment on table clock_history is 'What clocks had measured when they stopped, gross and net side by side.';
create index clock_history_stopped on clock_history (stopped_at);
create index clock_history_definition on clock_history (definition_key, clock, stopped_at);
create index clock_history_late on clock_history (due_at, instance_id, clock_id) where lamp in ('red', 'double-red');
create index task_history_ended on task_history (ended_at);

create table indicator_month (
  month text collate "C" primary key check (month ~ '^\\d{4}-\\d{2}$'),
  figures json not null,
  hash text not null,
  frozen_at timestamptz not null,
  frozen_by text collate "C" not null
);
comment on table indicator_month is 'Monthly indicators as they were frozen. hash is the SHA-256 of figures.';
create table indicator_signature (
  month text collate "C" not null references indicator_month,
  signed_by text collate "C" not null,
  signed_at timestamptz not null,
  hash text not null,
  primary key (month, signed_by)
);
create table indicator_appeal (
  id text collate "C" primary key,
  month text collate "C" not null references indicator_month,
  department text collate "C" not null,
  indicator text not null,
  text text not null,
  appealed_by text collate "C" not null,
  appealed_at timestamptz not null,
  outcome text check (outcome in ('upheld', 'corrected')),
  decision text,
  decided_by text collate "C",
  decided_at timestamptz
);
create index indicator_appeal_month on indicator_appeal (month, appealed_at);
comment on table indicator_appeal is 'Beside the frozen figures, which stay: corrected says that the appeal is right, not that a figure changes.';
create function frozen_stays() returns trigger language plpgsql as $$
begin
  raise exception 'frozen indicators do not change';
end $$;
create trigger frozen_stays before update or delete on indicator_month for each row execute function frozen_stays();
create trigger frozen_stays before update or delete on indicator_signature for each row execute function frozen_stays();

create table rating (
  id text collate "C" primary key,
  instance_id text collate "C" not null,
  contact_point text collate "C" not null,
  definition_key text collate "C" not null,
  business_key text collate "C",
  department text collate "C",
  level smallint not null check (level between 1 and 5),
  anonymous boolean not null,
  verified boolean not null,
  comment text,
  rated_by text collate "C",
  rated_at timestamptz not null,
  state text not null check (state in ('closed', 'to-contact', 'verified', 'rectified', 'appealed')),
  contact_due_at timestamptz,
  contacted_at timestamptz,
  contacted_by text collate "C",
  rectified_at timestamptz,
  rectified_by text collate "C",
  rectification text,
  closed_at timestamptz,
  closed_by text collate "C",
  appeal text,
  appealed_at timestamptz,
  appealed_by text collate "C",
  appeal_outcome text check (appeal_outcome in ('counted', 'not-counted')),
  appeal_decision text,
  appeal_decided_by text collate "C",
  appeal_decided_at timestamptz,
  corrected_level smallint check (corrected_level between 1 and 5),
  corrected_at timestamptz,
  unique (instance_id, contact_point)
);
comment on table rating is '好差评: one for a case and contact point, 1 very satisfied to 5 very dissatisfied. A correction stands beside the first value.';
create index rating_department on rating (department, rated_at, id);
create index rating_rated on rating (rated_at, id);
create index rating_open on rating (contact_due_at, id) where state <> 'closed';
`,
};
