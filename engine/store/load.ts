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
  /** Those of `instances` that are wanted also where they have ended. */
  readonly past: readonly string[];
  /** Messages, jobs and gates that are to be claimed. */
  readonly claims: readonly string[];
}

/** A message that is still in the inbox, or a job that is still there. */
interface Claimable {
  readonly lockedBy: string | null;
  /** Epoch ms. */
  readonly lockedUntil: number;
  readonly lockToken: number | null;
}

export interface LoadedCase {
  readonly state: InstanceState;
  readonly version: number;
  readonly head: JournalHead;
}

interface EndedCase {
  /** Its number; its id where it has none. */
  readonly case: string;
  readonly status: string;
}

interface EndedTask {
  readonly by: string | null;
  /** ISO 8601. */
  readonly at: string;
  readonly outcome: string;
}

export interface Loaded {
  /** Open cases by id. */
  readonly cases: ReadonlyMap<string, LoadedCase>;
  /** Ended cases that were wanted, by id. Their version is the last number in their journal. */
  readonly past: ReadonlyMap<string, LoadedCase>;
  /** Requested cases that have ended, by id. */
  readonly ended: ReadonlyMap<string, EndedCase>;
  /** Case of a requested task, job or incident, by `kind:id`; tasks that have ended included. */
  readonly owners: ReadonlyMap<string, string>;
  /** How requested tasks have ended, by id. */
  readonly endedTasks: ReadonlyMap<string, EndedTask>;
  /** The part of the case in which a requested task, job or incident lies, by `kind:id`; absent where it lies in none. */
  readonly parts: ReadonlyMap<string, string>;
  /** Answers already given, by receipt id. */
  readonly receipts: ReadonlyMap<string, { readonly instanceId: string; readonly answer: unknown }>;
  /** What of `claims` can still be claimed, by id. */
  readonly claimable: ReadonlyMap<string, Claimable>;
  readonly deploymentSequence: number;
}

interface Row {
  readonly kind: TargetKind | 'case' | 'past' | 'ended' | 'ended-task' | 'receipt' | 'claimable' | 'sequence';
  readonly id: string;
  /** The case it belongs to; of a claimable job the worker that has locked it. */
  readonly ref: string | null;
  readonly version: number | null;
  readonly state: unknown;
  readonly variables: Variables;
  readonly seq: number | null;
  readonly hash: string | null;
  readonly part: string | null;
}

const TEXT = `with target as materialized (
  select 'task' as kind, id, instance_id, part from task where id = any($2)
  union all select 'job', id, instance_id, part from job where id = any($3) and instance_id is not null
  union all select 'incident', id, instance_id, part from incident where id = any($4)
  union all select 'ended-task', id, instance_id, null from task_history where id = any($2)
)
select 'case' as kind, id, null as ref, version, state, variables, journal_seq as seq, encode(journal_hash, 'hex') as hash, null as part
from instance where id = any($1::text[] || array(select instance_id from target))
union all select kind, id, instance_id, null, null, null, null, null, part from target where kind <> 'ended-task'
union all select 'past', id, null, journal_seq, state, variables, journal_seq, encode(journal_hash, 'hex'), null from instance_history
where id = any($7::text[] || array(select instance_id from target where kind = 'job'))
union all select 'ended', id, null, null, json_build_object('case', coalesce(business_key, id), 'status', status), null, null, null, null from instance_history where id = any($1)
union all select 'ended-task', id, instance_id, null, json_build_object('by', ended_by, 'at', ended_at, 'outcome', outcome), null, null, null, null
from task_history where id = any($2)
union all select 'receipt', id, instance_id, null, answer, null, null, null, null from receipt where id = any($5)
union all select 'claimable', id, null, null, null, null, null, null, null from message where id = any($6) and outcome = 'buffered'
union all select 'claimable', id, null, null, null, null, null, null, null from message_start_gate where id = any($6) and holder is null
union all select 'claimable', id, locked_by, (extract(epoch from locked_until) * 1000)::bigint, null, null, lock_token, null, null from job where id = any($6)
union all select 'sequence', '', null, deployment_sequence, null, null, null, null, null from engine_state`;

export async function load(pool: pg.Pool, request: LoadRequest): Promise<Loaded> {
  const values = [
    request.instances,
    request.tasks,
    request.jobs,
    request.incidents,
    request.receipts,
    request.claims,
    request.past,
  ];
  const { rows } = await pool.query<Row>({ name: 'load', text: TEXT, values });
  const of = (kind: Row['kind']): Row[] => rows.filter((row) => row.kind === kind);
  return {
    cases: new Map(of('case').map((row) => [row.id, loadedCase(row)])),
    past: new Map(of('past').map((row) => [row.id, loadedCase(row)])),
    ended: new Map(of('ended').map((row) => [row.id, row.state as EndedCase])),
    owners: new Map(
      rows.flatMap((row): [string, string][] =>
        row.ref === null ? [] : [[`${row.kind === 'ended-task' ? 'task' : row.kind}:${row.id}`, row.ref]],
      ),
    ),
    parts: new Map(
      rows.flatMap((row): [string, string][] => (row.part === null ? [] : [[`${row.kind}:${row.id}`, row.part]])),
    ),
    endedTasks: new Map(of('ended-task').map((row) => [row.id, row.state as EndedTask])),
    receipts: new Map(of('receipt').map((row) => [row.id, { instanceId: row.ref ?? '', answer: row.state }])),
    claimable: new Map(
      of('claimable').map((row) => [row.id, { lockedBy: row.ref, lockedUntil: row.version ?? 0, lockToken: row.seq }]),
    ),
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
