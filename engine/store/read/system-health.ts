/** How the work that waits in the database stands, for who runs the system. It tells nothing about people or cases. */
import type { Database } from '../people/database.ts';
import type { JobRow } from './jobs.ts';

export interface QueueHealth {
  readonly kind: JobRow['kind'];
  /** Due, free to be taken, and not taken yet. */
  readonly due: number;
  readonly running: number;
  /** Refused for good. */
  readonly failed: number;
  /** Of those that are due, epoch ms. */
  readonly oldestDueAt: number | null;
}

export interface DatabaseHealth {
  readonly version: string;
  readonly bytes: number;
  readonly connections: number;
  readonly mostConnections: number;
}

/** One row for each kind of job that has something due, running or failed. `now` is the engine's clock, epoch ms. */
export async function queueHealth(database: Database, now: number): Promise<readonly QueueHealth[]> {
  const { rows } = await database.query<QueueHealth>(
    `with job_now as (
       select kind, state, due_at,
         coalesce(lease_until > clock_timestamp(), false) or coalesce(locked_until > to_timestamp($1 / 1000.0), false) as taken
       from job where not suspended and (state = 'failed' or due_at <= to_timestamp($1 / 1000.0)))
     select kind,
       (count(*) filter (where state = 'open' and not taken))::int as due,
       (count(*) filter (where state = 'open' and taken))::int as running,
       (count(*) filter (where state = 'failed'))::int as failed,
       min(due_at) filter (where state = 'open' and not taken) as "oldestDueAt"
     from job_now group by kind order by kind`,
    [now],
  );
  return rows;
}

/** Connections are those of all engine processes, and of whoever else is in this database. */
export async function databaseHealth(database: Database): Promise<DatabaseHealth> {
  const { rows } = await database.query<DatabaseHealth>(
    `select current_setting('server_version') as version, pg_database_size(current_database())::float8 as bytes,
       (select count(*)::int from pg_stat_activity where datname = current_database()) as connections,
       current_setting('max_connections')::int as "mostConnections"`,
  );
  const [row] = rows;
  if (!row) throw new Error('Expected the database to tell of itself, but it answered no row.');
  return row;
}
