/** Reads definitions: what there is (always small enough to hold) and, one by one, what they contain. */
import type pg from 'pg';

/** What can be deployed. */
export type DefinitionKind = 'process' | 'decision' | 'form';

export interface DefinitionHead {
  readonly id: string;
  readonly kind: DefinitionKind;
  readonly key: string;
  readonly version: number;
  readonly versionTag: string | null;
  readonly name: string;
  /** Null where the model has no English name. */
  readonly nameEn: string | null;
  readonly contentHash: string;
  /** The deployment that made this version. */
  readonly deploymentId: string;
  /** All deployments that contained it, later ones that left it unchanged included. */
  readonly deployments: readonly string[];
  readonly suspended: boolean;
  /** When it comes into effect, epoch ms; null once it has. Until then it is never the latest. */
  readonly activatesAt: number | null;
}

const TEXT = `select s.deployment_sequence as sequence, coalesce(json_agg(json_build_object(
    'id', d.id, 'kind', d.kind, 'key', d.key, 'version', d.version, 'versionTag', d.version_tag, 'name', d.name, 'nameEn', d.name_en, 'contentHash', d.content_hash,
    'deploymentId', d.deployment_id, 'suspended', d.suspended,
    'activatesAt', (extract(epoch from d.activates_at) * 1000)::bigint,
    'deployments', array(select deployment_id from deployment_definition where definition_id = d.id)) order by d.kind, d.key, d.version)
    filter (where d.id is not null), '[]') as heads
  from engine_state s left join definition d on true group by s.deployment_sequence`;

/** All definitions together with the deployment sequence they belong to, read in one snapshot. */
export async function readDefinitions(
  client: pg.Pool | pg.ClientBase,
): Promise<{ sequence: number; heads: DefinitionHead[] }> {
  const { rows } = await client.query<{ sequence: number; heads: DefinitionHead[] }>(TEXT);
  return rows[0] ?? { sequence: 0, heads: [] };
}

/** The deployed text of a definition; undefined where it was deleted. */
export async function readContent(client: pg.Pool | pg.ClientBase, id: string): Promise<string | undefined> {
  const { rows } = await client.query<{ content: string }>('select content from definition where id = $1', [id]);
  return rows[0]?.content;
}

export interface StoredFile {
  readonly content: string;
  /** Of the bytes it came as; null where it came as text. */
  readonly encoding: string | null;
}

/** A definition as it was deployed; undefined where it was deleted. */
export async function readFile(client: pg.Pool | pg.ClientBase, id: string): Promise<StoredFile | undefined> {
  const { rows } = await client.query<StoredFile>('select content, encoding from definition where id = $1', [id]);
  return rows[0];
}
