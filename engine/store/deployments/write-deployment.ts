/** Writes a deployment: all of it or nothing. Deployments of all processes follow one another; versions have no gaps and no doubles. */
import type pg from 'pg';
import type { StartEvent } from '../../commands/start-events.ts';
import { inTransaction } from '../transaction.ts';

/** A start event that waits: replaces those of the version before. */
export type StartRow = StartEvent & { readonly id: string };

export interface NewDefinition {
  readonly id: string;
  readonly kind: 'process' | 'form';
  readonly key: string;
  readonly versionTag: string | null;
  readonly name: string;
  readonly resourceName: string;
  readonly content: string;
  readonly contentHash: string;
  /** Keys of forms: a process has changed where one of them in the same deployment has. */
  readonly forms: readonly string[];
  readonly starts: readonly StartRow[];
}

export interface NewDeployment {
  readonly id: string;
  readonly name: string;
  readonly note: string | null;
  readonly by: string;
  readonly at: number;
  readonly definitions: readonly NewDefinition[];
}

export interface DeployedDefinition {
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly name: string;
  readonly kind: 'process' | 'form';
  readonly unchanged: boolean;
}

interface Latest {
  readonly id: string;
  readonly kind: string;
  readonly key: string;
  readonly version: number;
  readonly contentHash: string;
}

export async function writeDeployment(pool: pg.Pool, deployment: NewDeployment): Promise<DeployedDefinition[]> {
  return inTransaction(pool, async (client) => {
    await client.query('select from engine_state for update');
    const written = await writeAll(client, deployment);
    await client.query('update engine_state set deployment_sequence = deployment_sequence + 1');
    return written;
  });
}

async function writeAll(client: pg.PoolClient, deployment: NewDeployment): Promise<DeployedDefinition[]> {
  const { id, name, note, by, at, definitions } = deployment;
  await client.query(
    'insert into deployment (id, name, note, deployed_by, deployed_at) values ($1, $2, $3, $4, to_timestamp($5 / 1000.0))',
    [id, name, note, by, at],
  );
  const latest = await readLatest(client, definitions);
  const changedForms = new Set<string>();
  const written: DeployedDefinition[] = [];
  for (const definition of [...definitions].sort((a, b) => (a.kind === b.kind ? 0 : a.kind === 'form' ? -1 : 1))) {
    const last = latest.get(`${definition.kind}:${definition.key}`);
    const unchanged =
      last?.contentHash === definition.contentHash && !definition.forms.some((key) => changedForms.has(key));
    const version = unchanged && last ? last.version : (last?.version ?? 0) + 1;
    const definitionId = unchanged && last ? last.id : definition.id;
    if (!unchanged) {
      await insertDefinition(client, deployment, definition, version);
      if (definition.kind === 'form') changedForms.add(definition.key);
      else await replaceStarts(client, definition, at);
    }
    await client.query('insert into deployment_definition (deployment_id, definition_id) values ($1, $2)', [
      id,
      definitionId,
    ]);
    written.push({
      id: definitionId,
      key: definition.key,
      version,
      name: definition.name,
      kind: definition.kind,
      unchanged,
    });
  }
  return written;
}

async function readLatest(
  client: pg.PoolClient,
  definitions: readonly NewDefinition[],
): Promise<ReadonlyMap<string, Latest>> {
  const { rows } = await client.query<Latest>(
    `select distinct on (kind, key) id, kind, key, version, content_hash as "contentHash" from definition where key = any($1) order by kind, key, version desc`,
    [definitions.map(({ key }) => key)],
  );
  return new Map(rows.map((row) => [`${row.kind}:${row.key}`, row]));
}

async function insertDefinition(
  client: pg.PoolClient,
  deployment: NewDeployment,
  definition: NewDefinition,
  version: number,
): Promise<void> {
  const { id, kind, key, versionTag, name, resourceName, content, contentHash } = definition;
  await client.query(
    `insert into definition (id, kind, key, version, version_tag, name, resource_name, content, content_hash, deployment_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [id, kind, key, version, versionTag, name, resourceName, content, contentHash, deployment.id],
  );
}

async function replaceStarts(client: pg.PoolClient, definition: NewDefinition, at: number): Promise<void> {
  await removeStarts(client, definition.key);
  await insertStarts(client, {
    definitionId: definition.id,
    definitionKey: definition.key,
    starts: definition.starts,
    at,
  });
}

/** Start events of a process stop waiting. */
export async function removeStarts(client: pg.ClientBase, definitionKey: string): Promise<void> {
  await client.query('delete from subscription where instance_id is null and definition_key = $1', [definitionKey]);
  await client.query("delete from job where instance_id is null and kind = 'timer' and definition_key = $1", [
    definitionKey,
  ]);
}

export interface Starts {
  readonly definitionId: string;
  readonly definitionKey: string;
  readonly starts: readonly StartRow[];
  readonly at: number;
}

/** Start events of a definition begin to wait. */
export async function insertStarts(
  client: pg.ClientBase,
  { definitionId, definitionKey, starts, at }: Starts,
): Promise<void> {
  for (const start of starts) {
    if (start.kind === 'timer') {
      await client.query(
        `insert into job (id, kind, definition_id, definition_key, element_id, payload, created_at, due_at)
         values ($1, 'timer', $2, $3, $4, $5, to_timestamp($6 / 1000.0), to_timestamp($7 / 1000.0))`,
        [start.id, definitionId, definitionKey, start.elementId, JSON.stringify(start.payload), at, start.dueAt],
      );
    } else {
      await client.query(
        `insert into subscription (id, kind, name, definition_id, definition_key, element_id, created_at)
         values ($1, $2, $3, $4, $5, $6, to_timestamp($7 / 1000.0))`,
        [start.id, start.kind, start.name, definitionId, definitionKey, start.elementId, at],
      );
    }
  }
}
