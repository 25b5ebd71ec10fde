/**
 * Writes a deployment: all of it or nothing. Deployments of all processes follow one another; versions have no gaps and no doubles.
 *
 * A deployment may be for later (`activatesAt`). What it would change then is compared with what will be in effect then: the same content
 * makes no new version, and where that version still waits it only gets the new time. Whatever comes into effect, at once or at its time,
 * puts out lower versions that still wait: the last deployment wins. Deploying what is in effect already leaves what waits alone; a waiting
 * version is called off by deleting it.
 */

import type pg from 'pg';
import type { MessageRecipe } from '../../commands/start-events.ts';
import { stringify } from '../../exact-json.ts';
import type { DefinitionKind } from '../definitions.ts';
import { insertRecipes } from '../messages/message-keys.ts';
import { inTransaction } from '../transaction.ts';
import { type ActivationPayload, putInEffect, type WaitingDefinition } from './activate-deployment.ts';
import { countStartTimers, type StartRow } from './starts.ts';

export interface NewDefinition {
  readonly id: string;
  readonly kind: DefinitionKind;
  readonly key: string;
  readonly versionTag: string | null;
  readonly name: string;
  /** Null where the model has no English name. */
  readonly nameEn: string | null;
  /** English names of its user tasks, by which lists are searched; none where the model has none. */
  readonly stepNames?: readonly StepName[];
  readonly resourceName: string;
  readonly content: string;
  /** Of the bytes it came as; null where it came as text. */
  readonly encoding: string | null;
  readonly contentHash: string;
  /** Forms, and decisions bound to the deployment: a process has changed where one of them in the same deployment has. */
  readonly partners: readonly { readonly kind: DefinitionKind; readonly key: string }[];
  /** The start events as they wait from the moment it is in effect; they replace those of the version before. */
  readonly starts: readonly StartRow[];
  /** How the correlation keys of its messages are read. */
  readonly recipes?: readonly MessageRecipe[];
}

export interface StepName {
  readonly elementId: string;
  readonly nameEn: string;
}

export interface NewDeployment {
  readonly id: string;
  readonly name: string;
  readonly note: string | null;
  readonly by: string;
  readonly at: number;
  /** Epoch ms, later than `at`; null = at once. */
  readonly activatesAt: number | null;
  /** Of the job that will put it in effect. */
  readonly activationId: string;
  readonly definitions: readonly NewDefinition[];
}

export interface DeployedDefinition {
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly name: string;
  readonly kind: DefinitionKind;
  readonly unchanged: boolean;
}

/** A version that is in effect, or will be. */
interface Known {
  readonly id: string;
  readonly kind: string;
  readonly key: string;
  readonly version: number;
  readonly contentHash: string;
  readonly activatesAt: number | null;
}

/**
 * Start timers in the whole installation. If each came every second, the shortest that is allowed, this many cases a second are a tenth of
 * what a small machine opens.
 */
export const MAX_START_TIMERS = 1_000;

/** Nothing was written: there would be more start timers than `MAX_START_TIMERS`. */
export class TooManyStartTimers extends Error {}

export async function writeDeployment(pool: pg.Pool, deployment: NewDeployment): Promise<DeployedDefinition[]> {
  return inTransaction(pool, async (client) => {
    await client.query('select from engine_state for update');
    const written = await writeAll(client, deployment);
    const adds = deployment.definitions.some(({ starts }) => starts.some(({ kind }) => kind === 'timer'));
    if (adds && (await countStartTimers(client)) > MAX_START_TIMERS) throw new TooManyStartTimers();
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
  const known = await readKnown(client, definitions);
  const changed = new Set<string>();
  const written: DeployedDefinition[] = [];
  const waiting: WaitingDefinition[] = [];
  for (const definition of [...definitions].sort(partnersFirst)) {
    const { kind, key, starts } = definition;
    const versions = known.get(`${kind}:${key}`) ?? [];
    const same = definition.partners.some((partner) => changed.has(`${partner.kind}:${partner.key}`))
      ? undefined
      : findSame(versions, definition, deployment);
    const version = same?.version ?? (versions[0]?.version ?? 0) + 1;
    const definitionId = same?.id ?? definition.id;
    if (!same) await insertDefinition(client, deployment, definition, version);
    await insertRecipes(client, definition.recipes ?? []);
    if (!same && kind !== 'process') changed.add(`${kind}:${key}`);
    const moved = same && isWaiting(same, at) && (await moveActivation(client, definitionId, deployment.activatesAt));
    if (!same || moved) {
      if (deployment.activatesAt === null) await putInEffect(client, { definitionId, starts, at });
      else waiting.push({ definitionId, starts });
    }
    await client.query('insert into deployment_definition (deployment_id, definition_id) values ($1, $2)', [
      id,
      definitionId,
    ]);
    written.push({ id: definitionId, key, version, name: definition.name, kind, unchanged: same !== undefined });
  }
  if (waiting.length > 0) await insertActivation(client, deployment, waiting);
  return written;
}

/** What processes name comes before them. */
const partnersFirst = (a: NewDefinition, b: NewDefinition): number =>
  Number(a.kind === 'process') - Number(b.kind === 'process');

/** The version that this deployment would make once more: what will be in effect at its time, else the newest that waits. */
function findSame(
  versions: readonly Known[],
  { contentHash }: NewDefinition,
  { at, activatesAt }: NewDeployment,
): Known | undefined {
  const inEffect = versions.find((known) => !isWaiting(known, activatesAt ?? at));
  return [inEffect, versions[0]].find((known) => known?.contentHash === contentHash);
}

const isWaiting = ({ activatesAt }: Known, at: number): boolean => activatesAt !== null && activatesAt > at;

/** By `kind:key`, newest first: the version in effect and all that wait. */
async function readKnown(
  client: pg.PoolClient,
  definitions: readonly NewDefinition[],
): Promise<ReadonlyMap<string, readonly Known[]>> {
  const { rows } = await client.query<Known>(
    `select id, kind, key, version, content_hash as "contentHash", activates_at as "activatesAt" from definition d
     where key = any($1) and (activates_at is not null
       or not exists (select from definition n where n.kind = d.kind and n.key = d.key and n.version > d.version and n.activates_at is null))
     order by version desc`,
    [definitions.map(({ key }) => key)],
  );
  const known = new Map<string, Known[]>();
  for (const row of rows) {
    const name = `${row.kind}:${row.key}`;
    known.set(name, [...(known.get(name) ?? []), row]);
  }
  return known;
}

async function insertDefinition(
  client: pg.PoolClient,
  deployment: NewDeployment,
  definition: NewDefinition,
  version: number,
): Promise<void> {
  const {
    id,
    kind,
    key,
    versionTag,
    name,
    nameEn,
    stepNames = [],
    resourceName,
    content,
    encoding,
    contentHash,
  } = definition;
  await client.query(
    `insert into definition (id, kind, key, version, version_tag, name, name_en, resource_name, content, encoding, content_hash,
       deployment_id, activates_at, names_read)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, to_timestamp($13 / 1000.0), true)`,
    [
      id,
      kind,
      key,
      version,
      versionTag,
      name,
      nameEn,
      resourceName,
      content,
      encoding,
      contentHash,
      deployment.id,
      deployment.activatesAt,
    ],
  );
  if (stepNames.length === 0) return;
  await client.query(
    'insert into step_name (definition_id, element_id, name_en) select $1, * from unnest($2::text[], $3::text[])',
    [id, stepNames.map(({ elementId }) => elementId), stepNames.map((step) => step.nameEn)],
  );
}

/** Whether the time is another than before. The job of the old time stays and finds nothing to do. */
async function moveActivation(client: pg.PoolClient, id: string, activatesAt: number | null): Promise<boolean> {
  const { rowCount } = await client.query(
    `update definition set activates_at = to_timestamp($2 / 1000.0)
     where id = $1 and activates_at is distinct from to_timestamp($2 / 1000.0)`,
    [id, activatesAt],
  );
  return rowCount === 1;
}

async function insertActivation(
  client: pg.PoolClient,
  { id, at, activatesAt, activationId }: NewDeployment,
  definitions: readonly WaitingDefinition[],
): Promise<void> {
  const payload: ActivationPayload = { work: 'activate', deploymentId: id, definitions };
  await client.query(
    `insert into job (id, kind, payload, created_at, due_at)
     values ($1, 'async', $2, to_timestamp($3 / 1000.0), to_timestamp($4 / 1000.0))`,
    [activationId, stringify(payload), at, activatesAt],
  );
}
