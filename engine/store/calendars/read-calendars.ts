import { type CalendarSet, Calendars } from '../../sla/calendars.ts';
import type { Database } from '../people/database.ts';

const since = `case when since = '-infinity' then 0 else (extract(epoch from since) * 1000)::bigint end`;

const TEXT = `select s.calendars_version as version,
  (select coalesce(json_agg(json_build_object('id', c.id, 'version', c.version, 'base', c.base, 'zone', c.content -> 'zone',
     'workWeek', c.content -> 'workWeek', 'sessions', c.content -> 'sessions', 'days', c.content -> 'days',
     'plannedYears', c.content -> 'plannedYears') order by c.id), '[]') from calendar c) as calendars,
  (select coalesce(json_agg(json_build_object('unit', unit, 'calendar', calendar, 'since', ${since},
     'until', (extract(epoch from until) * 1000)::bigint)), '[]') from calendar_use) as uses
from engine_state s`;

/** All of them, in one snapshot with its version. */
export async function readCalendars(database: Database): Promise<CalendarSet> {
  const { rows } = await database.query<CalendarSet>(TEXT);
  if (!rows[0]) throw new Error('Expected engine_state to have a row, but it has none.');
  return rows[0];
}

/** As all calendars were when this version was the newest, with whose they are now; null: as they are. */
export async function readCalendarsAt(database: Database, version: number | null): Promise<Calendars> {
  const set = await readCalendars(database);
  if (version === null) return new Calendars(set);
  const { rows } = await database.query<CalendarSet['calendars'][number]>(
    `select distinct on (calendar) calendar as id, version, base, content -> 'zone' as zone, content -> 'workWeek' as "workWeek",
       content -> 'sessions' as sessions, content -> 'days' as days, content -> 'plannedYears' as "plannedYears"
     from calendar_version where version <= $1 order by calendar, version desc`,
    [version],
  );
  return new Calendars({ ...set, version, calendars: rows });
}
