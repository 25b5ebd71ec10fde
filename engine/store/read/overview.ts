/** What runs, what is late and what failed, for the monitor. */
import type { Database } from '../people/database.ts';
import { groupTasks, type TaskGroup } from './inbox.ts';
import { type Query, run, sql } from './paging.ts';
import { type Reader, whereVisibleCase } from './reader.ts';

interface CaseCount {
  readonly definitionKey: string;
  readonly status: 'active' | 'suspended';
  readonly count: number;
}

interface IncidentCount {
  readonly definitionKey: string;
  readonly elementId: string;
  readonly count: number;
}

export interface OverviewRows {
  readonly instances: readonly CaseCount[];
  readonly tasks: readonly TaskGroup[];
  readonly incidents: readonly IncidentCount[];
  readonly failedJobs: number;
}

/** Whose figures: of everything where absent. */
export interface OverviewReaders {
  /** Of cases and of tasks. */
  readonly work: Reader;
  /** Of incidents and failed jobs. */
  readonly failures: Reader;
}

/** `now` is the engine's clock, epoch ms. Whoever sees only some cases gets the figures of these: each counts what its list shows. */
export async function readOverview(database: Database, now: number, readers?: OverviewReaders): Promise<OverviewRows> {
  if (!readers) return readAll(database, now);
  const { work, failures } = readers;
  const [instances, tasks, incidents, [jobs]] = await Promise.all([
    run<CaseCount>(database, casesOf(work)),
    groupTasks(database, work, now),
    run<IncidentCount>(database, incidentsOf(failures)),
    run<{ n: number }>(database, failedJobsOf(failures)),
  ]);
  return { instances, tasks, incidents, failedJobs: jobs?.n ?? 0 };
}

function casesOf(reader: Reader): Query {
  const query = sql.select(sql.raw('i.definition_key as "definitionKey", i.status, count(*)::integer as count'));
  query.from('instance as i').groupByRaw('1, 2').orderByRaw('1, 2');
  whereVisibleCase(query, reader);
  return query;
}

function incidentsOf(reader: Reader): Query {
  const query = sql.select(
    sql.raw('n.definition_key as "definitionKey", n.element_id as "elementId", count(*)::integer as count'),
  );
  query.from('incident as n').groupByRaw('1, 2').orderByRaw('1, 2');
  whereVisibleCase(query, reader, 'n.instance_id');
  return query;
}

function failedJobsOf(reader: Reader): Query {
  const query = sql.select(sql.raw('count(*)::integer as n')).from('job as j').where('j.state', 'failed');
  whereVisibleCase(query, reader, 'j.instance_id');
  return query;
}

/** One statement, which costs what there is. */
async function readAll(database: Database, now: number): Promise<OverviewRows> {
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
