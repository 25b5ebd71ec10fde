/** Open clocks, now and at any instant of the past, counted and listed. Now they are counted from a running tally, whose size does not grow with them. */
import type { BoardDimension } from '../../sla/board.ts';
import type { Database } from '../people/database.ts';
import { type PageOf, type Paging, type Query, readPage, run, sql } from './paging.ts';

export interface ClockFilter {
  /** Whose clocks may be seen; null: everybody's. */
  readonly within: readonly string[] | null;
  readonly department?: string | undefined;
  readonly definitionKey?: string | undefined;
  readonly elementId?: string | undefined;
  readonly person?: string | undefined;
  readonly clock?: string | undefined;
  readonly lamp?: string | undefined;
  /** Only clocks of no department, or of nobody. */
  readonly without?: 'department' | 'person' | undefined;
  /** Only clocks that run, neither standing still nor waiting for the applicant; false: only those that do. */
  readonly running?: boolean | undefined;
  /** Due after and up to, epoch ms. */
  readonly dueAfter?: number | undefined;
  readonly dueBefore?: number | undefined;
  /** Started after and up to, epoch ms. */
  readonly startedAfter?: number | undefined;
  readonly startedBefore?: number | undefined;
  /** Epoch ms; now where absent. */
  readonly at?: number | undefined;
}

export interface BoardRow {
  readonly department: string | null;
  readonly definitionKey: string | null;
  readonly elementId: string | null;
  readonly person: string | null;
  readonly clock: string | null;
  readonly lamp: string;
  readonly n: number;
}

const COLUMNS: Readonly<Record<BoardDimension, readonly string[]>> = {
  department: ['department'],
  process: ['definition_key'],
  step: ['definition_key', 'element_id'],
  person: ['person'],
  clock: ['clock'],
  lamp: [],
};

const FIELDS: Readonly<Record<string, string>> = {
  department: 'department',
  definition_key: 'definitionKey',
  element_id: 'elementId',
  person: 'person',
  clock: 'clock',
};

/** One row for each group and lamp in which there is a clock, in the order of their ids. */
export function readBoard(database: Database, by: BoardDimension, filter: ClockFilter): Promise<readonly BoardRow[]> {
  const columns = COLUMNS[by];
  const query = filter.at === undefined ? sql('board_tally as p') : whereAt(sql('clock_period as p'), filter.at);
  const names = Object.entries(FIELDS).map(([column, field]) =>
    columns.includes(column) ? `p.${column} as "${field}"` : `null as "${field}"`,
  );
  const count = filter.at === undefined ? 'sum(p.n)' : 'count(*)';
  query.select(sql.raw(`${names.join(', ')}, p.lamp, ${count}::integer as n`));
  whereClock(query, filter);
  const groups = [...columns.map((column) => `p.${column}`), 'p.lamp'];
  query.groupByRaw(groups.join(', ')).havingRaw(`${count} <> 0`).orderByRaw(groups.join(', '));
  return run<BoardRow>(database, query);
}

function whereAt(query: Query, at: number | undefined): Query {
  query.whereRaw('p.lamp is not null');
  if (at === undefined) return query.whereRaw(`p.until_at = 'infinity'`);
  const instant = new Date(at).toISOString();
  return query.whereRaw('p.from_at <= ?::timestamptz and p.until_at > ?::timestamptz', [instant, instant]);
}

export function whereClock(query: Query, filter: ClockFilter): void {
  const { within, department, definitionKey, elementId, person, clock, lamp } = filter;
  if (within !== null) query.whereRaw('p.department = any(?)', [[...within]]);
  if (department !== undefined) query.where('p.department', department);
  if (definitionKey !== undefined) query.where('p.definition_key', definitionKey);
  if (elementId !== undefined) query.where('p.element_id', elementId);
  if (person !== undefined) query.where('p.person', person);
  if (clock !== undefined) query.where('p.clock', clock);
  if (lamp !== undefined) query.where('p.lamp', lamp);
  if (filter.without !== undefined) query.whereNull(`p.${filter.without}`);
  if (filter.running !== undefined) query.whereRaw(`p.lamp ${filter.running ? 'not in' : 'in'} ('grey', 'blue')`);
}

export interface OpenClockRow {
  readonly instanceId: string;
  readonly clockId: string;
  readonly taskId: string;
  readonly clock: string;
  readonly definitionKey: string;
  readonly businessKey: string | null;
  readonly elementId: string;
  readonly department: string | null;
  readonly person: string | null;
  readonly lamp: string;
  readonly startedAt: number;
  readonly dueAt: number;
}

const CLOCK = `p.instance_id as "instanceId", p.clock_id as "clockId", p.task_id as "taskId", p.clock, p.definition_key as "definitionKey",
  p.business_key as "businessKey", p.element_id as "elementId", p.department, p.person, p.lamp, p.started_at as "startedAt", p.due_at as "dueAt"`;

/** What is due first comes first. */
export function listOpenClocks(database: Database, filter: ClockFilter, paging: Paging): Promise<PageOf<OpenClockRow>> {
  const query = whereAt(sql('clock_period as p').select(sql.raw(CLOCK)), filter.at);
  whereClock(query, filter);
  whereDue(query, filter);
  const keys = [
    { column: 'p.due_at', field: 'dueAt', type: 'time' },
    { column: 'p.instance_id', field: 'instanceId', type: 'text' },
    { column: 'p.clock_id', field: 'clockId', type: 'text' },
    { column: 'p.task_id', field: 'taskId', type: 'text' },
  ] as const;
  return readPage<OpenClockRow>(database, query, { keys }, paging);
}

function whereDue(query: Query, { dueAfter, dueBefore, startedAfter, startedBefore }: ClockFilter): void {
  if (dueAfter !== undefined) query.whereRaw('p.due_at > ?::timestamptz', [new Date(dueAfter).toISOString()]);
  if (dueBefore !== undefined) query.whereRaw('p.due_at <= ?::timestamptz', [new Date(dueBefore).toISOString()]);
  if (startedAfter !== undefined)
    query.whereRaw('p.started_at > ?::timestamptz', [new Date(startedAfter).toISOString()]);
  if (startedBefore !== undefined)
    query.whereRaw('p.started_at <= ?::timestamptz', [new Date(startedBefore).toISOString()]);
}

export interface BandRow {
  readonly band: number;
  readonly lamp: string;
  readonly n: number;
  /** Null where they are not told apart. */
  readonly department: string | null;
  readonly person: string | null;
}

interface Banding {
  readonly column: 'due_at' | 'started_at';
  /** Epoch ms, rising. */
  readonly bounds: readonly number[];
  readonly filter: ClockFilter;
  /** Told apart by. */
  readonly by?: 'department' | 'person' | undefined;
}

/** How many clocks fall between bounds of a column; band 0 is what lies before the first. */
export function readBands(database: Database, { column, bounds, filter, by }: Banding): Promise<readonly BandRow[]> {
  const query = whereAt(sql('clock_period as p'), filter.at);
  const marks = bounds.map(() => '?::timestamptz').join(', ');
  const instants = bounds.map((bound) => new Date(bound).toISOString());
  const of = (name: 'department' | 'person') => `${by === name ? `p.${name}` : 'null'} as ${name}`;
  query.select(
    sql.raw(
      `width_bucket(p.${column}, array[${marks}]) as band, p.lamp, ${of('department')}, ${of('person')}, count(*)::integer as n`,
      instants,
    ),
  );
  whereClock(query, filter);
  whereDue(query, filter);
  return run<BandRow>(database, query.groupByRaw('1, 2, 3, 4').orderByRaw('1, 2, 3, 4'));
}

/** Puts the rows of the tally together. What is being written meanwhile stays as it is. */
export async function sweepTally(database: Database): Promise<void> {
  await database.query(`with old as (delete from board_tally returning *)
    insert into board_tally select department, definition_key, element_id, person, clock, lamp, sum(n) from old group by 1, 2, 3, 4, 5, 6 having sum(n) <> 0`);
}
