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

/** A period of days, `2026-03-01`, both included; null is open. */
export interface Period {
  readonly from: string | null;
  readonly to: string | null;
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
         and ($2::date is null or ended_at >= $2::date::timestamp at time zone 'UTC')
         and ($3::date is null or ended_at < ($3::date + 1)::timestamp at time zone 'UTC')
     )
     select element_id as "elementId", max(name) as name, count(*)::integer as count, avg(ms) as "meanMs",
       percentile_cont(0.5) within group (order by ms) as "medianMs", percentile_cont(0.9) within group (order by ms) as "p90Ms",
       count(*) filter (where late)::integer as overdue
     from ended group by 1 order by avg(ms) desc, 1`,
    [definitionKey, from, to],
  );
  return rows;
}

export interface ThroughputRow {
  readonly day: string;
  readonly started: number;
  readonly ended: number;
}

/** Every day of the period has a row, days without cases too. */
export async function readThroughput(
  database: Database,
  definitionKey: string | null,
  period: { from: string; to: string },
): Promise<readonly ThroughputRow[]> {
  const { rows } = await database.query<ThroughputRow>(
    `with day as (
       select d::date as day from generate_series($2::date::timestamp, $3::date::timestamp, interval '1 day') d
     ), started as (
       select (started_at at time zone 'UTC')::date as day from instance
       where ($1::text is null or definition_key = $1) and started_at >= $2::date::timestamp at time zone 'UTC'
         and started_at < ($3::date + 1)::timestamp at time zone 'UTC'
       union all
       select (started_at at time zone 'UTC')::date from instance_history
       where ($1::text is null or definition_key = $1) and started_at >= $2::date::timestamp at time zone 'UTC'
         and started_at < ($3::date + 1)::timestamp at time zone 'UTC'
     ), ended as (
       select (ended_at at time zone 'UTC')::date as day from instance_history
       where ($1::text is null or definition_key = $1) and ended_at >= $2::date::timestamp at time zone 'UTC'
         and ended_at < ($3::date + 1)::timestamp at time zone 'UTC'
     )
     select day.day, (select count(*) from started s where s.day = day.day)::integer as started,
       (select count(*) from ended e where e.day = day.day)::integer as ended
     from day order by 1`,
    [definitionKey, period.from, period.to],
  );
  return rows;
}
