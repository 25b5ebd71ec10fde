import type { Database } from '../people/database.ts';
import { type PageOf, type Paging, readPage, sql, whereContains } from './paging.ts';

export interface DefinitionRow {
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly versionTag: string | null;
  readonly name: string;
  readonly nameEn: string | null;
  readonly resourceName: string;
  readonly deploymentId: string;
  readonly deployedAt: number;
  /** When it comes into effect; null once it has. */
  readonly activateAt: number | null;
  readonly suspended: boolean;
  readonly latest: boolean;
}

export interface DefinitionFilter {
  /** Processes where absent. */
  readonly kind?: 'process' | 'decision';
  readonly id?: string;
  readonly key?: string;
  readonly version?: number;
  readonly latest?: boolean;
  readonly q?: string;
}

const LATEST =
  '(d.activates_at is null and not exists (select from definition n where n.kind = d.kind and n.key = d.key and n.version > d.version and n.activates_at is null))';

/** Deployed processes, or decisions, by key, the newest version of each first. */
export function listDefinitions(
  database: Database,
  filter: DefinitionFilter,
  paging: Paging,
): Promise<PageOf<DefinitionRow>> {
  const query = sql
    .select(
      sql.raw(`d.id, d.key, d.version, -d.version as "negativeVersion", d.version_tag as "versionTag", d.name, d.name_en as "nameEn", d.resource_name as "resourceName",
        d.deployment_id as "deploymentId", p.deployed_at as "deployedAt", d.activates_at as "activateAt", d.suspended, ${LATEST} as latest`),
    )
    .from('definition as d')
    .join('deployment as p', 'p.id', 'd.deployment_id')
    .where('d.kind', filter.kind ?? 'process');
  if (filter.id !== undefined) query.where('d.id', filter.id);
  if (filter.key !== undefined) query.where('d.key', filter.key);
  if (filter.version !== undefined) query.where('d.version', filter.version);
  if (filter.latest) query.whereRaw(LATEST);
  whereContains(query, ['d.key', 'd.name', 'd.name_en'], filter.q);
  const keys = [
    { column: 'd.key', field: 'key', type: 'text' },
    { column: '(-d.version)', field: 'negativeVersion', type: 'integer' },
  ] as const;
  return readPage<DefinitionRow>(database, query, { keys }, paging);
}

export async function findDefinition(
  database: Database,
  id: string,
  kind: DefinitionFilter['kind'] = 'process',
): Promise<DefinitionRow | undefined> {
  return (await listDefinitions(database, { id, kind }, { limit: 1 })).items[0];
}

export interface FormRow {
  readonly key: string;
  readonly version: number;
  readonly deploymentId: string;
}

/** Deployed forms by key, the version of each that is in effect. */
export function listForms(database: Database, paging: Paging): Promise<PageOf<FormRow>> {
  const query = sql
    .select('d.key', 'd.version', 'd.deployment_id as deploymentId')
    .from('definition as d')
    .where('d.kind', 'form')
    .whereRaw(LATEST);
  return readPage<FormRow>(database, query, { keys: [{ column: 'd.key', field: 'key', type: 'text' }] }, paging);
}

export interface FormVersionRow extends FormRow {
  readonly deployedAt: number;
  readonly deployedBy: string;
  /** When it comes into effect; null once it has. */
  readonly activateAt: number | null;
  readonly latest: boolean;
}

/** All versions of a form, the newest first. */
export function listFormVersions(database: Database, key: string, paging: Paging): Promise<PageOf<FormVersionRow>> {
  const query = sql
    .select(
      sql.raw(`d.key, d.version, d.deployment_id as "deploymentId", p.deployed_at as "deployedAt", p.deployed_by as "deployedBy",
        d.activates_at as "activateAt", ${LATEST} as latest`),
    )
    .from('definition as d')
    .join('deployment as p', 'p.id', 'd.deployment_id')
    .where('d.kind', 'form')
    .where('d.key', key);
  return readPage<FormVersionRow>(
    database,
    query,
    { keys: [{ column: 'd.version', field: 'version', type: 'integer' }], descending: true },
    paging,
  );
}

export interface DeploymentRow {
  readonly id: string;
  readonly name: string;
  readonly note: string | null;
  readonly deployedBy: string;
  readonly deployedAt: number;
}

/** Newest first. */
export function listDeployments(database: Database, paging: Paging): Promise<PageOf<DeploymentRow>> {
  const query = sql
    .select('id', 'name', 'note', 'deployed_by as deployedBy', 'deployed_at as deployedAt')
    .from('deployment');
  return readPage<DeploymentRow>(
    database,
    query,
    { keys: [{ column: 'id', field: 'id', type: 'text' }], descending: true },
    paging,
  );
}
