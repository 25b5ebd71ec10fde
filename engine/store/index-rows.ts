/** The index rows of one case, and how two readings of them differ. */

import type pg from 'pg';
import { stringify } from '../exact-json.ts';

type IndexTable =
  | 'task'
  | 'task_candidate'
  | 'job'
  | 'subscription'
  | 'incident'
  | 'notice'
  | 'clock'
  | 'confirmation'
  | 'instance';

/** What is wrong with one row: it is not there, it should not be, or some of its columns say something else than the case. */
export interface IndexDifference {
  readonly instanceId: string;
  readonly table: IndexTable;
  readonly id: string;
  readonly kind: 'missing' | 'surplus' | 'different';
  /** Of a row that is different. */
  readonly columns: readonly string[];
}

interface IndexRow {
  readonly table: IndexTable;
  readonly id: string;
  readonly row: Readonly<Record<string, unknown>>;
}

/** Who is at a job, and how often it failed, is not part of the case. */
const VOLATILE = "array['lease_until', 'locked_by', 'locked_until', 'lock_token', 'attempts', 'last_error']";

const TEXT = `select 'task' as table, id, to_jsonb(t) as row from task t where instance_id = $1
  union all select 'task_candidate', task_id || ' ' || principal, to_jsonb(t) from task_candidate t where instance_id = $1
  union all select 'job', id, to_jsonb(t) - ${VOLATILE} - case when kind in ('timer', 'script', 'escalation') then 'state' else '' end from job t
    where instance_id = $1 and kind in ('timer', 'outbox', 'script', 'escalation')
  union all select 'subscription', id, to_jsonb(t) from subscription t where instance_id = $1
  union all select 'incident', id, to_jsonb(t) from incident t where instance_id = $1
  union all select 'notice', id, to_jsonb(t) from notice t where instance_id = $1
  union all select 'clock', id, to_jsonb(t) from clock t where instance_id = $1
  union all select 'confirmation', id, to_jsonb(t) from confirmation t where instance_id = $1
  union all select 'instance', id, jsonb_build_object('incident_count', incident_count) from instance where id = $1`;

export type IndexRows = ReadonlyMap<string, IndexRow>;

/** By table and id. */
export async function readIndexRows(client: pg.ClientBase, instanceId: string): Promise<IndexRows> {
  const { rows } = await client.query<IndexRow>(TEXT, [instanceId]);
  return new Map(rows.map((row) => [`${row.table}:${row.id}`, row]));
}

/** What would have to be done to `found` to make it `wanted`. */
export function compareIndexRows(instanceId: string, found: IndexRows, wanted: IndexRows): IndexDifference[] {
  const surplus = [...found].filter(([name]) => !wanted.has(name));
  return [
    ...[...wanted].flatMap(([name, { table, id, row }]): IndexDifference[] => {
      const other = found.get(name);
      if (!other) return [{ instanceId, table, id, kind: 'missing', columns: [] }];
      const columns = Object.keys(row).filter((column) => !isSame(row[column], other.row[column]));
      return columns.length === 0 ? [] : [{ instanceId, table, id, kind: 'different', columns }];
    }),
    ...surplus.map(([, { table, id }]): IndexDifference => ({ instanceId, table, id, kind: 'surplus', columns: [] })),
  ];
}

/** PostgreSQL writes equal JSON equally. */
const isSame = (one: unknown, other: unknown): boolean => stringify(one) === stringify(other);
