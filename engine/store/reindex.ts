/** Writes the index rows of a case anew, from what its state says. Messages and signals on their way are not part of the state and stay. */
import type pg from 'pg';
import type { CaseChange, IndexChange } from '../commands/change.ts';
import { encodeRows, rowSource } from './columns.ts';
import { insertCandidates } from './commit/candidates.ts';
import { upsertIncidents } from './commit/incidents.ts';
import { upsertJobs } from './commit/jobs.ts';
import type { Part } from './commit/part.ts';
import { upsertSubscriptions } from './commit/subscriptions.ts';
import { upsertTasks } from './commit/tasks.ts';
import { inTransaction } from './transaction.ts';

export interface Reindex {
  readonly instanceId: string;
  /** The version whose state `index` was made of. */
  readonly version: number;
  readonly index: IndexChange;
}

const PARTS: readonly Part[] = [upsertTasks, insertCandidates, upsertJobs, upsertSubscriptions, upsertIncidents];

/** False, and nothing is written, where the case has moved on or ended meanwhile. */
export async function reindex(pool: pg.Pool, { instanceId, version, index }: Reindex): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    const { rowCount } = await client.query('select from instance where id = $1 and version = $2 for update', [
      instanceId,
      version,
    ]);
    if (rowCount !== 1) return false;
    await removeOthers(client, instanceId, index);
    for (const part of PARTS) await write(client, instanceId, part.rows({ index } as CaseChange), part);
    await client.query('update instance set incident_count = $2 where id = $1', [instanceId, index.incidents.length]);
    return true;
  });
}

async function removeOthers(client: pg.PoolClient, instanceId: string, index: IndexChange): Promise<void> {
  const ids = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id);
  await client.query('delete from task_candidate where instance_id = $1', [instanceId]);
  await client.query('delete from task where instance_id = $1 and id <> all($2)', [instanceId, ids(index.tasks)]);
  await client.query("delete from job where instance_id = $1 and kind in ('timer', 'outbox') and id <> all($2)", [
    instanceId,
    ids(index.jobs),
  ]);
  await client.query('delete from subscription where instance_id = $1 and id <> all($2)', [
    instanceId,
    ids(index.subscriptions),
  ]);
  await client.query('delete from incident where instance_id = $1 and id <> all($2)', [
    instanceId,
    ids(index.incidents),
  ]);
}

async function write(client: pg.PoolClient, instanceId: string, rows: readonly object[], part: Part): Promise<void> {
  if (rows.length === 0) return;
  await client.query(
    `with won as (select $1::text as id) ${part.sql(rowSource(part.columns, 2))}`,
    [instanceId, ...encodeRows([{ columns: part.columns, rows }])],
  );
}

/** Removes index rows of cases that are not open; how many. */
export async function removeStrays(pool: pg.Pool): Promise<number> {
  let removed = 0;
  for (const table of ['task_candidate', 'task', 'job', 'subscription', 'incident']) {
    const kinds = table === 'job' ? "and t.kind in ('timer', 'outbox')" : '';
    const { rowCount } = await pool.query(
      `delete from ${table} t where t.instance_id is not null ${kinds} and not exists (select from instance i where i.id = t.instance_id)`,
    );
    removed += rowCount ?? 0;
  }
  return removed;
}

/** Ids of open cases after `after`, in order. */
export async function openCases(pool: pg.Pool, after: string, limit: number): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>('select id from instance where id > $1 order by id limit $2', [
    after,
    limit,
  ]);
  return rows.map((row) => row.id);
}
