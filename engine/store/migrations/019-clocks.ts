import { stringify } from '../../exact-json.ts';
import { chinaCalendar } from '../../sla/calendar/china.ts';
import type { Migration } from './migration.ts';

/** Quoted for SQL; what is published of the yearly plans with this release is what a new database begins with. */
const CHINA = stringify(chinaCalendar()).replaceAll("'", "''");

/** Working calendars with their versions; clocks, their lamps and cards; what is re-timed when a calendar changes. */
export const clocks: Migration = {
  name: '019-clocks',
  up: `
alter table engine_state add column calendars_version bigint not null default 1;
comment on column engine_state.calendars_version is 'Grows with every change to calendars and to whose they are.';

create table calendar (
  id text collate "C" primary key,
  name_zh text not null,
  name_en text not null,
  base text collate "C" references calendar,
  version bigint not null,
  content json not null,
  updated_at timestamptz not null,
  check (base <> id)
);
comment on table calendar is 'Working calendars. content: zone, workWeek, sessions (null: as the base says), days, plannedYears.';
create table calendar_version (
  calendar text collate "C" not null references calendar on delete cascade,
  version bigint not null,
  base text collate "C",
  content json not null,
  at timestamptz not null,
  actor text not null,
  note text not null,
  primary key (calendar, version)
);
comment on table calendar_version is 'Every version of every calendar: what a deadline was computed by can be looked up.';
create table calendar_use (
  unit text collate "C" references department on delete cascade,
  calendar text collate "C" not null references calendar,
  since timestamptz not null,
  until timestamptz,
  unique nulls not distinct (unit, since),
  check (until > since)
);
comment on table calendar_use is 'Which department has which calendar, and when; without a unit: everybody who has no other.';
insert into calendar (id, name_zh, name_en, version, content, updated_at) values ('china', '全国工作日历', 'China', 1, '${CHINA}', now());
insert into calendar_version (calendar, version, content, at, actor, note)
  select id, version, content, updated_at, 'system', '国务院办公厅历年节假日安排' from calendar;
insert into calendar_use (calendar, since) values ('china', '-infinity');

create table clock (
  instance_id text collate "C" not null,
  id text collate "C" not null,
  clock text not null,
  definition_key text collate "C" not null,
  business_key text collate "C",
  element_id text collate "C" not null,
  element_instance_id text collate "C",
  state text not null check (state in ('running', 'paused')),
  started_at timestamptz not null,
  due_at timestamptz not null,
  provisional boolean not null,
  lamp text not null,
  calendar text collate "C" not null,
  primary key (instance_id, id)
);
comment on table clock is 'Clocks that run, of cases, stages and procedures; those of steps are columns of task. An index over the cases.';
create index clock_due on clock (calendar, due_at, instance_id);
create index clock_lamp on clock (lamp, due_at, instance_id);

alter table task add column lamp text;
alter table task add column provisional boolean;
alter table task add column calendar text collate "C";
comment on column task.lamp is 'Of the clock of the step, as it was when it last changed; null without a limit.';
comment on column task.provisional is 'due_at reaches into a year whose holidays are not published.';
create index task_calendar on task (calendar, due_at, instance_id) where calendar is not null;
alter table task_history add column lamp text;

create table lamp_change (
  instance_id text collate "C" not null,
  clock_id text collate "C" not null,
  at timestamptz not null,
  clock text not null,
  definition_key text collate "C" not null,
  lamp text not null,
  was text,
  due_at timestamptz not null,
  cause text not null
);
comment on table lamp_change is 'When a lamp became another, for figures over many cases; the journal of a case has the same.';
create index lamp_change_case on lamp_change (instance_id, at);
create index lamp_change_lamp on lamp_change (lamp, at);

create table card (
  id text collate "C" primary key,
  number text collate "C" not null unique,
  colour text not null check (colour in ('yellow', 'red')),
  instance_id text collate "C" not null,
  clock_id text collate "C",
  addressee text collate "C" not null,
  reason text not null,
  text text not null,
  issued_by text collate "C" not null,
  issued_at timestamptz not null,
  answer_due_at timestamptz not null,
  answer text,
  answered_at timestamptz,
  appeal text,
  appealed_at timestamptz,
  outcome text check (outcome in ('upheld', 'withdrawn')),
  decided_by text collate "C",
  decided_at timestamptz,
  decision text
);
comment on table card is 'Yellow and red cards 黄牌红牌: issued acts of supervision with answer and appeal. A lamp is derived, a card is given by a person.';
create index card_case on card (instance_id);
create index card_addressee on card (addressee, issued_at desc);
create index card_issued on card (issued_at desc, id);

create table retiming (
  id text collate "C" primary key,
  calendar text collate "C" not null references calendar on delete cascade,
  version bigint not null,
  from_at timestamptz not null,
  started_at timestamptz not null,
  started_by text not null,
  finished_at timestamptz,
  total integer not null,
  done integer not null default 0,
  moved integer not null default 0,
  failed integer not null default 0,
  last_case text collate "C" not null default ''
);
comment on table retiming is 'Open deadlines that are computed again because a calendar has changed, and how far that has come.';
`,
};
