/** What was deployed for later comes into effect: in one transaction, and once, whichever process does it. */
import type pg from 'pg';
import { inTransaction } from '../transaction.ts';
import { insertStarts, removeStarts, type StartRow } from './starts.ts';

export interface WaitingDefinition {
  readonly definitionId: string;
  /** Made at the deployment, for the instant of activation. */
  readonly starts: readonly StartRow[];
}

/** What the job of an activation keeps. */
export interface ActivationPayload {
  readonly work: 'activate';
  readonly deploymentId: string;
  readonly definitions: readonly WaitingDefinition[];
}

export interface Activation {
  readonly jobId: string;
  /** The instant the definitions were deployed for, epoch ms. */
  readonly at: number;
  readonly definitions: readonly WaitingDefinition[];
}

/** False where the job has gone: another process was first. A definition that was deleted or given another time meanwhile is left out. */
export async function activateDeployment(pool: pg.Pool, { jobId, at, definitions }: Activation): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    await client.query('select from engine_state for update');
    const { rowCount } = await client.query('delete from job where id = $1', [jobId]);
    if (rowCount !== 1) return false;
    for (const definition of definitions) await activate(client, definition, at);
    await client.query('update engine_state set deployment_sequence = deployment_sequence + 1');
    return true;
  });
}

async function activate(client: pg.ClientBase, { definitionId, starts }: WaitingDefinition, at: number): Promise<void> {
  const { rows } = await client.query<{ isLatest: boolean }>(
    `update definition d set activates_at = null where id = $1 and activates_at <= to_timestamp($2 / 1000.0)
     returning not exists (select from definition n where n.kind = d.kind and n.key = d.key and n.version > d.version and n.activates_at is null)
       as "isLatest"`,
    [definitionId, at],
  );
  if (rows[0]?.isLatest) await putInEffect(client, { definitionId, starts, at, keepsOverdue: true });
}

export interface InEffect extends WaitingDefinition {
  readonly at: number;
  /** Start timers of the version before that were due earlier still fire. */
  readonly keepsOverdue?: boolean;
}

/** The definition is the latest now: its start events wait in place of those before, and what was deployed earlier waits no longer. */
export async function putInEffect(
  client: pg.ClientBase,
  { definitionId, starts, at, keepsOverdue = false }: InEffect,
): Promise<void> {
  const { rows } = await client.query<{ kind: string; key: string; suspended: boolean }>(
    `with current as (select kind, key, version, suspended from definition where id = $1), superseded as (
       update definition d set activates_at = null from current c
       where d.kind = c.kind and d.key = c.key and d.version < c.version and d.activates_at is not null)
     select kind, key, suspended from current`,
    [definitionId],
  );
  const [current] = rows;
  if (current?.kind !== 'process') return;
  await removeStarts(client, current.key, keepsOverdue ? at : 0);
  await insertStarts(client, { definitionId, definitionKey: current.key, starts, at, suspended: current.suspended });
}
