/** Single calendars, their versions and whose they are. */
import { stringify } from '../../exact-json.ts';
import type { StoredCalendar } from '../../sla/calendar/rows.ts';
import type { Database } from '../people/database.ts';

type CalendarSaying = Pick<StoredCalendar, 'zone' | 'workWeek' | 'sessions' | 'days' | 'plannedYears'>;

export interface CalendarRow {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly base: string | null;
  readonly version: number;
  readonly content: CalendarSaying;
  /** Epoch ms. */
  readonly updatedAt: number;
}

export interface CalendarVersionRow {
  readonly version: number;
  readonly at: number;
  readonly actor: string;
  readonly note: string;
}

export interface CalendarUseRow {
  readonly unit: string | null;
  readonly calendar: string;
  /** Epoch ms; minus infinity where it has no beginning. */
  readonly since: number;
  readonly until: number | null;
}

const COLUMNS = 'id, name_zh as "nameZh", name_en as "nameEn", base, version, content, updated_at as "updatedAt"';

export async function listCalendarRows(database: Database): Promise<readonly CalendarRow[]> {
  return (await database.query<CalendarRow>(`select ${COLUMNS} from calendar order by id`)).rows;
}

export async function findCalendar(database: Database, id: string): Promise<CalendarRow | undefined> {
  return (await database.query<CalendarRow>(`select ${COLUMNS} from calendar where id = $1`, [id])).rows[0];
}

export interface CalendarWrite {
  readonly calendar: Omit<CalendarRow, 'version' | 'updatedAt'>;
  readonly at: number;
  readonly actor: string;
  /** What changed, in the words of who changed it. */
  readonly note: string;
}

/** Adds a calendar or a version of one; its number. Other processes hear of it with the commit. */
export async function writeCalendar(client: Database, { calendar, at, actor, note }: CalendarWrite): Promise<number> {
  const version = await nextVersion(client);
  const { id, nameZh, nameEn, base } = calendar;
  const content = stringify(calendar.content);
  await client.query(
    `insert into calendar (id, name_zh, name_en, base, version, content, updated_at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (id) do update set name_zh = excluded.name_zh, name_en = excluded.name_en, base = excluded.base,
       version = excluded.version, content = excluded.content, updated_at = excluded.updated_at`,
    [id, nameZh, nameEn, base, version, content, new Date(at)],
  );
  await client.query(
    'insert into calendar_version (calendar, version, base, content, at, actor, note) values ($1, $2, $3, $4, $5, $6, $7)',
    [id, version, base, content, new Date(at), actor, note],
  );
  return version;
}

/** The row stays locked until the commit: changes of calendars follow one another. */
export async function nextVersion(client: Database): Promise<number> {
  const { rows } = await client.query<{ version: number }>(
    'update engine_state set calendars_version = calendars_version + 1 returning calendars_version as version',
  );
  await client.query(`select pg_notify('tongban', '{"calendars":true}')`);
  return rows[0]?.version ?? 0;
}

/** The latest first. */
export async function listCalendarVersions(database: Database, id: string): Promise<readonly CalendarVersionRow[]> {
  const { rows } = await database.query<CalendarVersionRow>(
    'select version, at, actor, note from calendar_version where calendar = $1 order by version desc',
    [id],
  );
  return rows;
}

export async function listCalendarUses(database: Database): Promise<readonly CalendarUseRow[]> {
  const { rows } = await database.query<CalendarUseRow>(
    'select unit, calendar, since, until from calendar_use order by unit nulls first, since',
  );
  return rows;
}

/** From `since` on a unit has this calendar, or with null that of the unit it belongs to; what it had before stays known. */
export async function useCalendar(
  client: Database,
  { unit, calendar, since }: { unit: string; calendar: string | null; since: number },
): Promise<void> {
  const from = new Date(since);
  await client.query('delete from calendar_use where unit = $1 and since >= $2', [unit, from]);
  await client.query('update calendar_use set until = $2 where unit = $1 and (until is null or until > $2)', [
    unit,
    from,
  ]);
  if (calendar !== null)
    await client.query('insert into calendar_use (unit, calendar, since) values ($1, $2, $3)', [unit, calendar, from]);
}
