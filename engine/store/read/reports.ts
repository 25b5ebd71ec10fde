/** Figures for the monitor. */
import type { Database } from '../people/database.ts';
import { type Query, run, sql } from './paging.ts';
import { type Reader, whereDepartmentsEndedTask, whereVisibleCase } from './reader.ts';

/** Epoch ms, the second not included; null is open. */
interface Period {
  readonly from: number | null;
  readonly to: number | null;
}

export interface WaitingTimeRow {
  readonly elementId: string;
  readonly name: string;
  readonly count: number;
  readonly meanMs: number;
  readonly medianMs: number;
  readonly p90Ms: number;
  readonly overdue: number;
}

interface WaitingTimes extends Period {
  readonly definitionKey: string;
  /** Whose figures; of everything where absent. */
  readonly reader?: Reader | undefined;
}

/** From arrival to decision, of tasks that people decided (not those voided), per element. */
export function readWaitingTimes(
  database: Database,
  { definitionKey, from, to, reader }: WaitingTimes,
): Promise<readonly WaitingTimeRow[]> {
  const ended = sql('task_history as t')
    .select(
      sql.raw(`t.element_id, t.name, extract(epoch from t.ended_at - t.created_at)::double precision * 1000 as ms,
        t.ended_at > t.due_at as late`),
    )
    .where('t.definition_key', definitionKey)
    .whereRaw("t.outcome not like 'voided:%'");
  if (from !== null) ended.whereRaw('t.ended_at >= ?::timestamptz', [new Date(from).toISOString()]);
  if (to !== null) ended.whereRaw('t.ended_at < ?::timestamptz', [new Date(to).toISOString()]);
  if (reader) whereDepartmentsEndedTask(ended, reader);
  const query = sql
    .with('ended', ended)
    .from('ended')
    .select(
      sql.raw(`element_id as "elementId", max(name) as name, count(*)::integer as count, avg(ms) as "meanMs",
        percentile_cont(0.5) within group (order by ms) as "medianMs", percentile_cont(0.9) within group (order by ms) as "p90Ms",
        count(*) filter (where late)::integer as overdue`),
    )
    .groupByRaw('1')
    .orderByRaw('avg(ms) desc, 1');
  return run<WaitingTimeRow>(database, query);
}

export interface ThroughputRow {
  readonly day: string;
  readonly started: number;
  readonly ended: number;
}

export interface Days {
  /** One after the other, `2026-03-01`. */
  readonly names: readonly string[];
  /** Epoch ms when each begins, and when the last ends: one more than there are names. */
  readonly starts: readonly number[];
}

interface Flow extends Days {
  readonly definitionKey: string | null;
  /** Whose figures; of everything where absent. */
  readonly reader?: Reader | undefined;
}

/** Every day has a row, days without cases too. Voided cases are in no list, so they are in no figure. */
export async function readThroughput(database: Database, flow: Flow): Promise<readonly ThroughputRow[]> {
  const [open, started, ended] = await Promise.all([
    countByDay(database, casesOf(flow, { table: 'instance', column: 'started_at' })),
    countByDay(database, casesOf(flow, { table: 'instance_history', column: 'started_at' })),
    countByDay(database, casesOf(flow, { table: 'instance_history', column: 'ended_at' })),
  ]);
  return flow.names.map((day, index) => ({
    day,
    started: (open.get(index + 1) ?? 0) + (started.get(index + 1) ?? 0),
    ended: ended.get(index + 1) ?? 0,
  }));
}

interface Dated {
  readonly table: 'instance' | 'instance_history';
  readonly column: 'started_at' | 'ended_at';
}

/** The number of the day of each case, from 1. */
function casesOf({ starts, definitionKey, reader }: Flow, { table, column }: Dated): Query {
  const instants = starts.map((start) => new Date(start).toISOString());
  const query = sql(`${table} as i`)
    .select(sql.raw(`width_bucket(i.${column}, ?::timestamptz[]) as day`, [instants] as never[]))
    .whereRaw(`i.${column} >= ?::timestamptz and i.${column} < ?::timestamptz`, [
      instants[0] ?? null,
      instants.at(-1) ?? null,
    ] as never[]);
  if (definitionKey !== null) query.where('i.definition_key', definitionKey);
  if (table === 'instance_history') query.whereRaw('not i.voided');
  if (reader) whereVisibleCase(query, reader);
  return query;
}

async function countByDay(database: Database, cases: Query): Promise<ReadonlyMap<number, number>> {
  const query = sql
    .with('dated', cases)
    .from('dated')
    .select(sql.raw('day, count(*)::integer as count'))
    .groupBy('day');
  const rows = await run<{ day: number; count: number }>(database, query);
  return new Map(rows.map(({ day, count }) => [day, count]));
}
