/** Reads everything a batch of commands needs in one statement: cases, whom tasks and jobs belong to, receipts, the deployment sequence. */
import type pg from 'pg';
import type { InstanceState, Variables } from '../core/state.ts';
import { decodeState } from './codec.ts';
import type { JournalHead } from './journal.ts';

export type TargetKind = 'task' | 'job' | 'incident';

export interface LoadRequest {
  readonly instances: readonly string[];
  readonly tasks: readonly string[];
  readonly jobs: readonly string[];
  readonly incidents: readonly string[];
  readonly receipts: readonly string[];
}

export interface LoadedCase {
  readonly state: InstanceState;
  readonly version: number;
  readonly head: JournalHead;
}

export interface Loaded {
  /** Open cases by id. */
  readonly cases: ReadonlyMap<string, LoadedCase>;
  /** Ids of requested cases that have ended. */
  readonly ended: ReadonlySet<string>;
  /** Case of a requested task, job or incident, by `kind:id`; tasks that have ended included. */
  readonly owners: ReadonlyMap<string, string>;
  /** Requested tasks that have ended. */
  readonly endedTasks: ReadonlySet<string>;
  /** Answers already given, by receipt id. */
  readonly receipts: ReadonlyMap<string, { readonly instanceId: string; readonly answer: unknown }>;
  readonly deploymentSequence: number;
}

interface Row {
  readonly kind: TargetKind | 'case' | 'ended' | 'ended-task' | 'receipt' | 'sequence';
  readonly id: string;
  readonly instanceId: string | null;
  readonly version: number | null;
  readonly state: unknown;
  readonly variables: Variables;
  readonly seq: number | null;
  readonly hash: string | null;
}

const TEXT = `with target as materialized (
  select 'task' as kind, id, instance_id from task where id = any($2)
  union all select 'job', id, instance_id from job where id = any($3) and instance_id is not null
  union all select 'incident', id, instance_id from incident where id = any($4)
)
select 'case' as kind, id, null as "instanceId", version, state, variables, journal_seq as seq, encode(journal_hash, 'hex') as hash
from instance where id = any($1::text[] || array(select instance_id from target))
union all select kind, id, instance_id, null, null, null, null, null from target
union all select 'ended', id, null, null, null, null, null, null from instance_history where id = any($1)
union all select 'ended-task', id, instance_id, null, null, null, null, null from task_history where id = any($2)
union all select 'receipt', id, instance_id, null, answer, null, null, null from receipt where id = any($5)
union all select 'sequence', '', null, deployment_sequence, null, null, null, null from engine_state`;

export async function load(pool: pg.Pool, request: LoadRequest): Promise<Loaded> {
  const values = [request.instances, request.tasks, request.jobs, request.incidents, request.receipts];
  const { rows } = await pool.query<Row>({ name: 'load', text: TEXT, values });
  const of = (kind: Row['kind']): Row[] => rows.filter((row) => row.kind === kind);
  return {
    cases: new Map(of('case').map((row) => [row.id, loadedCase(row)])),
    ended: new Set(of('ended').map((row) => row.id)),
    owners: new Map(
      rows.flatMap((row): [string, string][] =>
        row.instanceId === null ? [] : [[`${row.kind === 'ended-task' ? 'task' : row.kind}:${row.id}`, row.instanceId]],
      ),
    ),
    endedTasks: new Set(of('ended-task').map((row) => row.id)),
    receipts: new Map(of('receipt').map((row) => [row.id, { instanceId: row.instanceId ?? '', answer: row.state }])),
    deploymentSequence: of('sequence')[0]?.version ?? 0,
  };
}

function loadedCase(row: Row): LoadedCase {
  return {
    state: decodeState(row.state, row.variables),
    version: row.version ?? 0,
    head: { seq: row.seq ?? 0, hash: row.hash ?? '' },
  };
}
