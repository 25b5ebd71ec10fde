/** How long ended clocks took, gross and net side by side; and files that went to and fro. */
import type { Database } from '../people/database.ts';
import { counts } from './objections.ts';
import { type PageOf, type Paging, type Query, readPage, run, sql } from './paging.ts';

export interface DurationFilter {
  readonly within: readonly string[] | null;
  readonly clock: string;
  readonly definitionKey?: string | undefined;
  readonly department?: string | undefined;
  /** Stopped from and before, epoch ms. */
  readonly from: number;
  readonly to: number;
}

export interface DurationRow {
  /** Whole days: working days of net time, days of 24 hours of gross time. */
  readonly days: number;
  readonly net: number;
  readonly gross: number;
}

const stopped = (from: number, to: number): Query =>
  sql('clock_history as p')
    .whereRaw('p.stopped_at >= ?::timestamptz and p.stopped_at < ?::timestamptz', [
      new Date(from).toISOString(),
      new Date(to).toISOString(),
    ])
    .whereRaw(`p.${counts('dispatch', 'assessment')}`);

function ended({ within, clock, definitionKey, department, from, to }: DurationFilter) {
  const query = stopped(from, to).where('p.clock', clock);
  if (within !== null) query.whereRaw('p.department = any(?)', [[...within]]);
  if (definitionKey !== undefined) query.where('p.definition_key', definitionKey);
  if (department !== undefined) query.where('p.department', department);
  return query;
}

/** How many clocks took so many days; days that no clock took have no row. */
export function readHistogram(database: Database, filter: DurationFilter): Promise<readonly DurationRow[]> {
  const days = ended(filter).select(sql.raw('p.working_days as net, (p.gross_ms / 86400000)::integer as gross'));
  const query = sql
    .with('ended', days)
    .from(sql.raw(`(select net as days, 1 as net, 0 as gross from ended union all select gross, 0, 1 from ended) as d`))
    .select(sql.raw('d.days, sum(d.net)::integer as net, sum(d.gross)::integer as gross'));
  return run<DurationRow>(database, query.groupByRaw('1').orderByRaw('1'));
}

export interface DurationSummary {
  readonly count: number;
  readonly inTime: number;
  readonly meanNetDays: number | null;
  readonly medianNetDays: number | null;
  readonly p90NetDays: number | null;
  readonly meanGrossMs: number | null;
  readonly medianGrossMs: number | null;
  readonly p90GrossMs: number | null;
}

const SUMMARY = `count(*)::integer as count, count(*) filter (where p.lamp not in ('red', 'double-red'))::integer as "inTime",
  avg(p.working_days)::double precision as "meanNetDays", percentile_cont(0.5) within group (order by p.working_days) as "medianNetDays",
  percentile_cont(0.9) within group (order by p.working_days) as "p90NetDays", avg(p.gross_ms)::double precision as "meanGrossMs",
  percentile_cont(0.5) within group (order by p.gross_ms) as "medianGrossMs", percentile_cont(0.9) within group (order by p.gross_ms) as "p90GrossMs"`;

export async function readSummary(database: Database, filter: DurationFilter): Promise<DurationSummary> {
  const [row] = await run<DurationSummary>(database, ended(filter).select(sql.raw(SUMMARY)));
  if (!row) throw new Error('Expected a summary, but the query had no row.');
  return row;
}

export interface ItemRow extends DurationSummary {
  readonly definitionKey: string;
  readonly clock: string;
}

/** Limits of whole cases that stopped, for each process and limit. */
export function readItems(
  database: Database,
  { within, from, to }: Pick<DurationFilter, 'within' | 'from' | 'to'>,
): Promise<readonly ItemRow[]> {
  const query = stopped(from, to).whereRaw(`p.clock in ('promised', 'statutory')`);
  if (within !== null) query.whereRaw('p.department = any(?)', [[...within]]);
  query.select(sql.raw(`p.definition_key as "definitionKey", p.clock, ${SUMMARY}`));
  return run<ItemRow>(database, query.groupByRaw('1, 2').orderByRaw('1, 2'));
}

export interface PingPongRow {
  readonly instanceId: string;
  readonly businessKey: string | null;
  readonly definitionKey: string;
  readonly handBacks: number;
  /** In the order in which they had the case. */
  readonly departments: readonly string[];
}

export interface PingPongFilter {
  readonly within: readonly string[] | null;
  readonly from: number;
  readonly to: number;
  readonly atLeast: number;
}

/** A hand-back: a department gets a case again that it had before, from another one. */
const HAND_BACKS = `with cases as (
    select instance_id from task_history where ended_at >= $from and ended_at < $to
  ), tasks as (
    select instance_id, id, business_key, definition_key, department, created_at from task where instance_id in (select * from cases) and department is not null
    union all
    select instance_id, id, business_key, definition_key, department, created_at from task_history
      where instance_id in (select * from cases) and department is not null
  ), moves as (
    select *, lag(department) over (partition by instance_id order by created_at, id) is distinct from department as moved,
      row_number() over (partition by instance_id, department order by created_at, id) > 1 as again from tasks
  )
  select instance_id, max(business_key) as business_key, max(definition_key) as definition_key,
    count(*) filter (where moved and again)::integer as hand_backs,
    array_agg(department order by created_at, id) filter (where moved) as departments,
    array_agg(distinct department) as concerned
  from moves group by instance_id`;

/** Cases whose tasks ended within the period, most hand-backs first. */
export function listPingPong(
  database: Database,
  { within, from, to, atLeast }: PingPongFilter,
  paging: Paging,
): Promise<PageOf<PingPongRow>> {
  const text = HAND_BACKS.replace('$from', '?::timestamptz').replace('$to', '?::timestamptz');
  const counted = sql.raw(`(${text}) as p`, [new Date(from).toISOString(), new Date(to).toISOString()]) as never;
  const query: Query = sql.queryBuilder();
  query
    .from(counted)
    .select(
      sql.raw(
        `p.instance_id as "instanceId", p.business_key as "businessKey", p.definition_key as "definitionKey", p.hand_backs as "handBacks", p.departments`,
      ),
    )
    .whereRaw('p.hand_backs >= ?', [atLeast]);
  if (within !== null) query.whereRaw('p.concerned && ?::text[]', [[...within]]);
  const keys = [
    { column: 'p.hand_backs', field: 'handBacks', type: 'integer' },
    { column: 'p.instance_id', field: 'instanceId', type: 'text' },
  ] as const;
  return readPage<PingPongRow>(database, query, { keys, descending: true }, paging);
}
