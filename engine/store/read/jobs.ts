import type { Database } from '../people/database.ts';
import { type PageOf, type Paging, type Query, readPage, run, sql } from './paging.ts';
import { type Reader, whereVisibleCase } from './reader.ts';

export interface JobRow {
  readonly id: string;
  readonly kind: 'timer' | 'async' | 'outbox' | 'escalation' | 'script';
  readonly elementId: string | null;
  readonly instanceId: string | null;
  readonly definitionId: string | null;
  readonly definitionKey: string | null;
  readonly topic: string | null;
  readonly dueAt: number;
  readonly state: 'open' | 'running' | 'failed';
  readonly suspended: boolean;
  readonly attempts: number;
  readonly lastError: string | null;
}

interface JobFilter {
  readonly instanceId?: string;
  readonly definitionKey?: string;
  readonly kind?: string;
  readonly state?: 'open' | 'running' | 'failed';
  readonly dueBefore?: string;
}

/** An engine process or an external worker is at it. The one lease is by the database's clock, the other by the engine's. */
const RUNNING = '(coalesce(j.lease_until > now(), false) or coalesce(j.locked_until > ?::timestamptz, false))';

/** `now` is the engine's clock, epoch ms. */
function jobs(now: number): Query {
  const at = new Date(now).toISOString();
  return sql
    .select(
      sql.raw(
        `j.id, j.kind, j.element_id as "elementId", j.instance_id as "instanceId", j.definition_id as "definitionId",
         j.definition_key as "definitionKey", j.topic, j.due_at as "dueAt", j.suspended, j.attempts, j.last_error as "lastError",
         case when j.state = 'failed' then 'failed' when ${RUNNING} then 'running' else 'open' end as state`,
        [at],
      ),
    )
    .from('job as j');
}

export interface JobListing {
  readonly filter: JobFilter;
  readonly paging: Paging;
  readonly descending: boolean;
  readonly now: number;
}

/** Of the cases the reader sees; who does not see all of them sees no start timers either. */
export function listJobs(
  database: Database,
  reader: Reader,
  { filter, paging, descending, now }: JobListing,
): Promise<PageOf<JobRow>> {
  const query = jobs(now);
  whereVisibleCase(query, reader, 'j.instance_id');
  if (filter.instanceId !== undefined) query.where('j.instance_id', filter.instanceId);
  if (filter.definitionKey !== undefined) query.where('j.definition_key', filter.definitionKey);
  if (filter.kind !== undefined) query.where('j.kind', filter.kind);
  if (filter.dueBefore !== undefined) query.where('j.due_at', '<', filter.dueBefore);
  whereState(query, filter.state, now);
  const keys = [
    { column: 'j.due_at', field: 'dueAt', type: 'time' },
    { column: 'j.id', field: 'id', type: 'text' },
  ] as const;
  return readPage<JobRow>(database, query, { keys, descending }, paging);
}

export async function findJob(database: Database, id: string, now: number): Promise<JobRow | undefined> {
  return (await run<JobRow>(database, jobs(now).where('j.id', id)))[0];
}

function whereState(query: Query, state: JobFilter['state'], now: number): void {
  if (state === undefined) return;
  query.where('j.state', state === 'failed' ? 'failed' : 'open');
  if (state !== 'failed') query.whereRaw(`${state === 'open' ? 'not ' : ''}${RUNNING}`, [new Date(now).toISOString()]);
}
