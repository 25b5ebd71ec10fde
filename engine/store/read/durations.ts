/** How long ended clocks took, gross and net side by side. */
import type { Database } from '../people/database.ts';
import { counts } from './objections.ts';
import { type Query, run, sql } from './paging.ts';

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
