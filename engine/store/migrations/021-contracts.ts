import type { Migration } from './migration.ts';

/** What cameras and devices report, and what was made of it. */
export const contracts: Migration = {
  name: '021-contracts',
  up: `
create table intake_class (
  class text collate "C" primary key,
  message text not null,
  radius_m double precision not null check (radius_m > 0),
  window_s double precision not null check (window_s > 0),
  threshold double precision not null check (threshold between 0 and 1)
);
comment on table intake_class is 'Kinds of events that are taken: how near and how soon two reports are of one thing, and how sure one must be for a case without a person.';

create table intake_incident (
  id text collate "C" primary key,
  class text collate "C" not null,
  state text not null check (state in ('check', 'filing', 'filed', 'dismissed')),
  lat double precision not null,
  lon double precision not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  reports integer not null,
  confidence double precision not null,
  data jsonb not null,
  decided_by text,
  instance_id text collate "C"
);
create index intake_incident_place on intake_incident (class, lat, lon);
create index intake_incident_state on intake_incident (state, id) where state in ('check', 'filing');
comment on table intake_incident is 'One thing that happened, however many reports there are of it. Place and data are those of the first report, confidence is the highest.';

create table intake_event (
  source text collate "C" not null,
  event_id text collate "C" not null,
  incident_id text collate "C" not null references intake_incident on delete cascade,
  outcome text not null check (outcome in ('filing', 'check', 'merged')),
  at timestamptz not null,
  lat double precision not null,
  lon double precision not null,
  confidence double precision not null,
  primary key (source, event_id)
);
create index intake_event_incident on intake_event (incident_id);
comment on table intake_event is 'Every report, once, whatever came how often: source and event_id are the sender''s own.';
`,
};
