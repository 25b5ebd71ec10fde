/** Clocks whose limit is passed, open and ended, and who had the case while they ran. */
import type { Database } from '../people/database.ts';
import type { ClockFilter } from './board.ts';
import { whereClock } from './board.ts';
import { type PageOf, type Paging, readPage, sql } from './paging.ts';

export interface BreachRow {
  readonly instanceId: string;
  readonly clockId: string;
  readonly clock: string;
  readonly definitionKey: string;
  readonly businessKey: string | null;
  readonly elementId: string;
  readonly department: string | null;
  readonly lamp: string;
  readonly startedAt: number;
  readonly dueAt: number;
  /** Null while it runs. */
  readonly stoppedAt: number | null;
}

const COLUMNS = `p.instance_id as "instanceId", p.clock_id as "clockId", p.clock, p.definition_key as "definitionKey", p.business_key as "businessKey",
  p.element_id as "elementId", p.department, p.lamp, p.started_at as "startedAt", p.due_at as "dueAt", p.stopped_at as "stoppedAt"`;

const LATE = `(select instance_id, clock_id, clock, definition_key, business_key, element_id, department, person, lamp, started_at, due_at, null::timestamptz as stopped_at
    from (select distinct on (instance_id, clock_id) * from clock_period where until_at = 'infinity' and lamp in ('red', 'double-red')
      order by instance_id, clock_id, task_id) o
  union all select instance_id, clock_id, clock, definition_key, business_key, element_id, department, null, lamp, started_at, due_at, stopped_at
    from clock_history where lamp in ('red', 'double-red')) as p`;

/** As they were at an instant: what was passed by then, whatever became of it afterwards. */
const LATE_AT = `(select instance_id, clock_id, clock, definition_key, business_key, element_id, department, person, lamp, started_at, due_at, null::timestamptz as stopped_at
    from (select distinct on (instance_id, clock_id) * from clock_period where from_at <= ?::timestamptz and until_at > ?::timestamptz and lamp in ('red', 'double-red')
      order by instance_id, clock_id, task_id) o
  union all select instance_id, clock_id, clock, definition_key, business_key, element_id, department, null, lamp, started_at, due_at, stopped_at
    from clock_history where lamp in ('red', 'double-red') and stopped_at <= ?::timestamptz) as p`;

/** The latest first. A step that several people do at once is one. */
export function listBreaches(database: Database, filter: ClockFilter, paging: Paging): Promise<PageOf<BreachRow>> {
  const at = filter.at === undefined ? undefined : new Date(filter.at).toISOString();
  const late = at === undefined ? sql.raw(LATE) : sql.raw(LATE_AT, [at, at, at]);
  const query = sql.from(late).select(sql.raw(COLUMNS));
  whereClock(query, filter);
  const { dueAfter, dueBefore } = filter;
  if (dueAfter !== undefined) query.whereRaw('p.due_at >= ?::timestamptz', [new Date(dueAfter).toISOString()]);
  if (dueBefore !== undefined) query.whereRaw('p.due_at < ?::timestamptz', [new Date(dueBefore).toISOString()]);
  const keys = [
    { column: 'p.due_at', field: 'dueAt', type: 'time' },
    { column: 'p.instance_id', field: 'instanceId', type: 'text' },
    { column: 'p.clock_id', field: 'clockId', type: 'text' },
  ] as const;
  return readPage<BreachRow>(database, query, { keys, descending: true }, paging);
}

/** Every clock of one case, open and ended, in the order in which they started. */
export async function clocksOfCase(database: Database, instanceId: string): Promise<readonly BreachRow[]> {
  const { rows } = await database.query<BreachRow>(
    `select ${COLUMNS} from (
       select instance_id, clock_id, clock, definition_key, business_key, element_id, department, lamp, started_at, due_at, null::timestamptz as stopped_at
         from (select distinct on (clock_id) * from clock_period where instance_id = $1 and until_at = 'infinity' and lamp is not null
           order by clock_id, task_id) o
       union all select instance_id, clock_id, clock, definition_key, business_key, element_id, department, lamp, started_at, due_at, stopped_at
         from clock_history where instance_id = $1) p
     order by p.started_at, p.clock_id`,
    [instanceId],
  );
  return rows;
}

export interface PeriodOfCase {
  readonly instanceId: string;
  readonly clockId: string;
  readonly taskId: string;
  /** Of the process that the step is in. */
  readonly definitionKey: string;
  readonly elementId: string;
  readonly department: string | null;
  readonly person: string | null;
  readonly lamp: string | null;
  readonly calendar: string | null;
  readonly from: number;
  /** Infinity while it goes on. */
  readonly until: number;
}

/** Every period of these cases, in order; up to an instant (epoch ms) as they were then. */
export async function periodsOf(
  database: Database,
  ids: readonly string[],
  at = Number.POSITIVE_INFINITY,
): Promise<readonly PeriodOfCase[]> {
  const { rows } = await database.query<PeriodOfCase>(
    `select instance_id as "instanceId", clock_id as "clockId", task_id as "taskId", definition_key as "definitionKey", element_id as "elementId", department, person, lamp, calendar,
       from_at as "from", until_at as "until"
     from clock_period where instance_id = any($1) and until_at > from_at order by instance_id, from_at, clock_id, task_id`,
    [ids],
  );
  if (at === Number.POSITIVE_INFINITY) return rows;
  return rows
    .filter(({ from }) => from < at)
    .map((row) => (row.until > at ? { ...row, until: Number.POSITIVE_INFINITY } : row));
}
