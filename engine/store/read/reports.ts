/** Figures for the monitor. */
import type { Database } from '../people/database.ts';

interface ElementLoad {
  readonly definitionKey: string;
  readonly elementId: string;
  readonly name: string;
  readonly openTasks: number;
  readonly overdueTasks: number;
}

export interface OverviewRows {
  readonly instances: readonly {
    readonly definitionKey: string;
    readonly status: 'active' | 'suspended';
    readonly count: number;
  }[];
  readonly tasks: readonly ElementLoad[];
  readonly incidents: readonly { readonly definitionKey: string; readonly elementId: string; readonly count: number }[];
  readonly failedJobs: number;
}

/** `now` is the engine's clock, epoch ms. */
export async function readOverview(database: Database, now: number): Promise<OverviewRows> {
  const { rows } = await database.query<OverviewRows>(
    `select
       (select coalesce(json_agg(x), '[]') from (select definition_key as "definitionKey", status, count(*)::integer as count
          from instance group by 1, 2 order by 1, 2) x) as instances,
       (select coalesce(json_agg(x), '[]') from (select definition_key as "definitionKey", element_id as "elementId", max(name) as name,
            count(*)::integer as "openTasks", count(*) filter (where due_at < $1::timestamptz)::integer as "overdueTasks"
          from task group by 1, 2 order by 1, 2) x) as tasks,
       (select coalesce(json_agg(x), '[]') from (select definition_key as "definitionKey", element_id as "elementId", count(*)::integer as count
          from incident group by 1, 2 order by 1, 2) x) as incidents,
       (select count(*) from job where state = 'failed')::integer as "failedJobs"`,
    [new Date(now).toISOString()],
  );
  return rows[0] ?? { instances: [], tasks: [], incidents: [], failedJobs: 0 };
}

/** Epoch ms, the second not included; null is open. */
export interface Period {
  readonly from: number | null;
  readonly to: number | null;
}

const timeOf = (epochMs: number | null): string | null => (epochMs === null ? null : new Date(epochMs).toISOString());

export interface WaitingTimeRow {
  readonly elementId: string;
  readonly name: string;
  readonly count: number;
  readonly meanMs: number;
  readonly medianMs: number;
  readonly p90Ms: number;
  readonly overdue: number;
}

/** From arrival to decision, of tasks that people decided (not those voided), per element. */
export async function readWaitingTimes(
  database: Database,
  definitionKey: string,
  { from, to }: Period,
): Promise<readonly WaitingTimeRow[]> {
  const { rows } = await database.query<WaitingTimeRow>(
    `with ended as (
       select element_id, name, extract(epoch from ended_at - created_at)::double precision * 1000 as ms, ended_at > due_at as late
       from task_history
       where definition_key = $1 and outcome not like 'voided:%'
         and ($2::timestamptz is null or ended_at >= $2::timestamptz)
         and ($3::timestamptz is null or ended_at < $3::timestamptz)
     )
     select element_id as "elementId", max(name) as name, count(*)::integer as count, avg(ms) as "meanMs",
       percentile_cont(0.5) within group (order by ms) as "medianMs", percentile_cont(0.9) within group (order by ms) as "p90Ms",
       count(*) filter (where late)::integer as overdue
     from ended group by 1 order by avg(ms) desc, 1`,
    [definitionKey, timeOf(from), timeOf(to)],
  );
  return rows;
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

/** Every day has a row, days without cases too. */
export async function readThroughput(
  database: Database,
  definitionKey: string | null,
  { names, starts }: Days,
): Promise<readonly ThroughputRow[]> {
  const { rows } = await database.query<ThroughputRow>(
    `with bounds as materialized (
       select $3::timestamptz[] as starts, ($3::timestamptz[])[1] as first, ($3::timestamptz[])[cardinality($3::timestamptz[])] as last
     ), day as (
       select day, n from unnest($2::text[]) with ordinality as d(day, n)
     ), started as (
       select width_bucket(started_at, starts) as n from instance, bounds
       where ($1::text is null or definition_key = $1) and started_at >= first and started_at < last
       union all
       select width_bucket(started_at, starts) from instance_history, bounds
       where ($1::text is null or definition_key = $1) and started_at >= first and started_at < last
     ), ended as (
       select width_bucket(ended_at, starts) as n from instance_history, bounds
       where ($1::text is null or definition_key = $1) and ended_at >= first and ended_at < last
     ), counted as (
       select n, sum(started)::integer as started, sum(ended)::integer as ended
       from (select n, 1 as started, 0 as ended from started union all select n, 0, 1 from ended) as each group by n
     )
     select day, coalesce(started, 0) as started, coalesce(ended, 0) as ended from day left join counted using (n) order by n`,
    [definitionKey, [...names], starts.map((start) => new Date(start).toISOString())],
  );
  return rows;
}
