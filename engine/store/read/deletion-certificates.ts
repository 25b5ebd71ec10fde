import type { Database } from '../people/database.ts';
import { type Order, type PageOf, type Paging, readPage, sql } from './paging.ts';

/** See the table; instants in epoch ms. */
export interface DeletionCertificateRow {
  readonly id: string;
  readonly at: number;
  readonly by: string;
  readonly definitionKey: string;
  readonly version: number;
  readonly name: string;
  readonly contentHash: string;
  readonly cases: number;
  readonly tasks: number;
  readonly firstEnded: number;
  readonly lastEnded: number;
  readonly retentionYears: number;
  readonly basis: string;
  readonly sha256: string;
}

const LAST_FIRST: Order = {
  keys: [
    { column: 'c.at', field: 'at', type: 'time' },
    { column: 'c.id', field: 'id', type: 'text' },
  ],
  descending: true,
};

/** The last first. */
export function listDeletionCertificates(
  database: Database,
  { key }: { readonly key?: string },
  paging: Paging,
): Promise<PageOf<DeletionCertificateRow>> {
  const query = sql
    .select(
      'c.id',
      'c.at',
      'c.by',
      'c.definition_key as definitionKey',
      'c.version',
      'c.name',
      'c.content_hash as contentHash',
      'c.cases',
      'c.tasks',
      'c.first_ended as firstEnded',
      'c.last_ended as lastEnded',
      'c.retention_years as retentionYears',
      'c.basis',
      'c.sha256',
    )
    .from('deletion_certificate as c');
  if (key !== undefined) query.where('c.definition_key', key);
  return readPage<DeletionCertificateRow>(database, query, LAST_FIRST, paging);
}
