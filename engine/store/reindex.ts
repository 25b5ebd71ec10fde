/** Writes the index rows of a case anew, from what its state says. Messages and signals on their way are not part of the state and stay. */
import type pg from 'pg';
import type { CaseChange, IndexChange } from '../commands/change.ts';
import { encodeRows, rowSource } from './columns.ts';
import { insertCandidates } from './commit/candidates.ts';
import { upsertClocks } from './commit/clocks.ts';
import { insertConfirmations } from './commit/confirmations.ts';
import { upsertIncidents } from './commit/incidents.ts';
import { upsertJobs } from './commit/jobs.ts';
import { upsertNotices } from './commit/notices.ts';
import type { Part } from './commit/part.ts';
import { upsertSubscriptions } from './commit/subscriptions.ts';
import { upsertTasks } from './commit/tasks.ts';
import { compareIndexRows, type IndexDifference, readIndexRows } from './index-rows.ts';
import { inTransaction } from './transaction.ts';

export interface Reindex {
  readonly instanceId: string;
  /** The version whose state `index` was made of. */
  readonly version: number;
  readonly index: IndexChange;
  /** Only find out; default false. */
  readonly check?: boolean;
}

const PARTS: readonly Part[] = [
  upsertTasks,
  insertCandidates,
  upsertJobs,
  upsertSubscriptions,
  upsertIncidents,
  upsertNotices,
  upsertClocks,
  insertConfirmations,
];

/**
 * What differed, and is right now; undefined, and nothing is written, where the case has moved on or ended meanwhile. Rows of a case in which
 * nothing differs are not touched, so that whoever is at one of its jobs stays at it. `check` leaves what differs as it is.
 */
export async function reindex(
  pool: pg.Pool,
  { instanceId, version, index, check = false }: Reindex,
): Promise<readonly IndexDifference[] | undefined> {
  return inTransaction(pool, async (client) => {
    const { rowCount } = await client.query('select from instance where id = $1 and version = $2 for update', [
      instanceId,
      version,
    ]);
    if (rowCount !== 1) return undefined;
    const found = await readIndexRows(client, instanceId);
    await client.query('savepoint untouched');
    await removeOthers(client, instanceId, index);
    for (const part of PARTS) await write(client, instanceId, part.rows({ index } as CaseChange), part);
    await client.query('update instance set incident_count = $2 where id = $1', [instanceId, index.incidents.length]);
    const differences = compareIndexRows(instanceId, found, await readIndexRows(client, instanceId));
    if (check || differences.length === 0) await client.query('rollback to savepoint untouched');
    return differences;
  });
}

async function removeOthers(client: pg.PoolClient, instanceId: string, index: IndexChange): Promise<void> {
  const ids = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id);
  await client.query('delete from task_candidate where instance_id = $1', [instanceId]);
  await client.query('delete from task where instance_id = $1 and id <> all($2)', [instanceId, ids(index.tasks)]);
  await client.query(
    "delete from job where instance_id = $1 and kind in ('timer', 'outbox', 'script', 'escalation') and id <> all($2)",
    [instanceId, ids(index.jobs)],
  );
  await client.query('delete from subscription where instance_id = $1 and id <> all($2)', [
    instanceId,
    ids(index.subscriptions),
  ]);
  await client.query('delete from notice where instance_id = $1 and id <> all($2)', [instanceId, ids(index.notices)]);
  await client.query('delete from clock where instance_id = $1 and id <> all($2)', [instanceId, ids(index.clocks)]);
  await client.query('delete from incident where instance_id = $1 and id <> all($2)', [
    instanceId,
    ids(index.incidents),
  ]);
  await client.query('delete from confirmation where instance_id = $1', [instanceId]);
}

async function write(client: pg.PoolClient, instanceId: string, rows: readonly object[], part: Part): Promise<void> {
  if (rows.length === 0) return;
  await client.query(`with won as (select $1::text as id) ${part.sql(rowSource(part.columns, 2))}`, [
    instanceId,
    ...encodeRows([{ columns: part.columns, rows }]),
  ]);
}

/** Removes index rows of cases that are not open, or with `check` only counts them; how many. */
export async function removeStrays(
  pool: pg.Pool,
  { check = false }: { readonly check?: boolean } = {},
): Promise<number> {
  let strays = 0;
  for (const table of ['task_candidate', 'task', 'job', 'subscription', 'incident', 'clock', 'confirmation']) {
    const kinds = table === 'job' ? "and t.kind in ('timer', 'outbox', 'script', 'escalation')" : '';
    const { rowCount } = await pool.query(
      `${check ? 'select' : 'delete'} from ${table} t where t.instance_id is not null ${kinds}
         and not exists (select from instance i where i.id = t.instance_id)`,
    );
    strays += rowCount ?? 0;
  }
  return strays;
}

/** Ids of open cases after `after`, in order. */
export async function openCases(pool: pg.Pool, after: string, limit: number): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>('select id from instance where id > $1 order by id limit $2', [
    after,
    limit,
  ]);
  return rows.map((row) => row.id);
}
