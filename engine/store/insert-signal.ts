import type pg from 'pg';
import { stringify } from '../exact-json.ts';
import { JOB_COLUMNS, type Job } from './jobs/job.ts';

export interface Signal {
  readonly id: string;
  readonly name: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Only this case, where given. */
  readonly instanceId: string | null;
  readonly at: number;
  /** The new jobs are this process's to do for so long, in real time. */
  readonly leaseMs: number;
  /** The job that sent the signal; it goes in the same statement, and without it nothing happens. */
  readonly sentBy: string | null;
}

/** One delivery job for every case that listens at this moment and for every start event. */
export async function insertSignal(pool: pg.Pool, signal: Signal): Promise<Job[]> {
  const { rows } = await pool.query<Job>(
    `with sent as (delete from job where id = $7 returning id), receiver as (
       select distinct on (coalesce(instance_id, id)) * from subscription
       where kind = 'signal' and name = $2 and not suspended and ($4::text is null or instance_id = $4)
       order by coalesce(instance_id, id), created_at, id)
     insert into job as j (id, kind, instance_id, definition_id, definition_key, business_key, element_id, element_instance_id, payload, created_at, due_at,
       lease_until)
     select $1 || ':' || coalesce(s.instance_id, s.id), 'async', s.instance_id, s.definition_id, s.definition_key, s.business_key, s.element_id, s.element_instance_id,
       json_build_object('work', 'deliver', 'signalId', $1::text, 'name', s.name, 'variables', $3::json), to_timestamp($5 / 1000.0),
       to_timestamp($5 / 1000.0), clock_timestamp() + $6 * interval '1 millisecond'
     from receiver s
     where ($7::text is null or exists (select from sent))
     on conflict (id) do nothing returning ${JOB_COLUMNS}`,
    [signal.id, signal.name, stringify(signal.variables), signal.instanceId, signal.at, signal.leaseMs, signal.sentBy],
  );
  return rows;
}
