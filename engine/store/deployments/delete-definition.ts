/** Deleting a definition: first it is suspended (so that no commit can open a case of it any more), then, if nothing uses it, it goes. */
import type pg from 'pg';
import { inTransaction } from '../transaction.ts';
import { certify, type Retained, type Retention, retainedBy } from './deletion-certificates.ts';
import { insertStarts, removeStarts, type StartRow } from './starts.ts';

/** Open cases that run a definition, as their own process or as a called one. Looks into every open case: deleting is rare. */
async function openCasesOf(pool: pg.Pool | pg.ClientBase, definitionId: string): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from instance where definition_id = $1 or (state -> 'definitions')::jsonb ? $1 order by id`,
    [definitionId],
  );
  return rows.map((row) => row.id);
}

/** How many cases of it have ended. */
export async function countEndedCasesOf(pool: pg.Pool | pg.ClientBase, definitionId: string): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    'select count(*) from instance_history where definition_id = $1',
    [definitionId],
  );
  return rows[0]?.count ?? 0;
}

export interface Deletion {
  readonly definitionId: string;
  readonly definitionKey: string;
  /** Where the latest version goes, the one before it takes over its start events. */
  readonly heir: { readonly definitionId: string; readonly starts: readonly StartRow[] } | undefined;
  readonly isLatest: boolean;
  /** Ended cases go too, with a certificate, where all of them are past their retention; their journal stays. */
  readonly history: Destruction | undefined;
  readonly at: number;
}

export interface Destruction extends Retention {
  readonly certificateId: string;
  /** Id of the person who deletes. */
  readonly by: string;
  readonly basis: string;
}

/** Nothing is deleted where a case still uses it or must be kept: the lock waits for every commit that was under way. */
export async function deleteDefinition(pool: pg.Pool, deletion: Deletion): Promise<'deleted' | 'in-use' | Retained> {
  const { definitionId, definitionKey, history } = deletion;
  return inTransaction(pool, async (client) => {
    await client.query('select from engine_state for update');
    await client.query('lock table instance in share mode');
    const retained = history && (await retainedBy(client, { definitionId, retention: history }));
    if (retained) return retained;
    const isUsed = (await openCasesOf(client, definitionId)).length > 0;
    if (isUsed || (!history && (await countEndedCasesOf(client, definitionId)) > 0)) return 'in-use';
    if (history) await certify(client, { ...history, definitionId });
    await remove(client, deletion, definitionKey);
    return 'deleted';
  });
}

async function remove(
  client: pg.PoolClient,
  { definitionId, heir, isLatest, at }: Deletion,
  definitionKey: string,
): Promise<void> {
  await client.query('delete from task_history where definition_id = $1', [definitionId]);
  await client.query('delete from instance_history where definition_id = $1', [definitionId]);
  if (isLatest) await removeStarts(client, definitionKey);
  if (heir) await insertStarts(client, { ...heir, definitionKey, at });
  await client.query('delete from definition where id = $1', [definitionId]);
  await client.query('update engine_state set deployment_sequence = deployment_sequence + 1');
}
