/** Consents to be read about. */
import type { Database } from '../people/database.ts';
import { type PageOf, type Paging, readPage, sql } from '../read/paging.ts';

export interface ConsentRow {
  readonly id: string;
  readonly subjectHash: string;
  readonly subjectShown: string;
  readonly codes: readonly string[];
  readonly purpose: string;
  /** Which wording of the consent was shown. */
  readonly textVersion: string;
  readonly instanceId: string | null;
  readonly givenAt: number;
  readonly until: number;
  readonly recordedBy: string;
  readonly withdrawnAt: number | null;
  readonly withdrawnBy: string | null;
}

const COLUMNS = `c.id, c.subject_hash as "subjectHash", c.subject_shown as "subjectShown", c.codes, c.purpose, c.text_version as "textVersion",
  c.instance_id as "instanceId", c.given_at as "givenAt", c.until, c.recorded_by as "recordedBy", c.withdrawn_at as "withdrawnAt",
  c.withdrawn_by as "withdrawnBy"`;

/** The latest first; `recordedBy` null: of everybody. */
export function listConsents(
  database: Database,
  filter: { readonly recordedBy: string | null; readonly instanceId?: string | undefined },
  paging: Paging,
): Promise<PageOf<ConsentRow>> {
  const query = sql.select(sql.raw(COLUMNS)).from('data_consent as c');
  if (filter.recordedBy !== null) query.where('c.recorded_by', filter.recordedBy);
  if (filter.instanceId !== undefined) query.where('c.instance_id', filter.instanceId);
  const order = { keys: [{ column: 'c.id', field: 'id', type: 'text' as const }], descending: true };
  return readPage<ConsentRow>(database, query, order, paging);
}

export async function findConsent(database: Database, id: string): Promise<ConsentRow | undefined> {
  return (await database.query<ConsentRow>(`select ${COLUMNS} from data_consent c where c.id = $1`, [id])).rows[0];
}

export async function insertConsent(database: Database, consent: ConsentRow): Promise<void> {
  await database.query(
    `insert into data_consent (id, subject_hash, subject_shown, codes, purpose, text_version, instance_id, given_at, until, recorded_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      consent.id,
      consent.subjectHash,
      consent.subjectShown,
      consent.codes,
      consent.purpose,
      consent.textVersion,
      consent.instanceId,
      new Date(consent.givenAt),
      new Date(consent.until),
      consent.recordedBy,
    ],
  );
}

export async function withdrawConsent(
  database: Database,
  { id, by, at }: { readonly id: string; readonly by: string; readonly at: number },
): Promise<ConsentRow | undefined> {
  const { rows } = await database.query<ConsentRow>(
    `update data_consent c set withdrawn_at = coalesce(c.withdrawn_at, $3), withdrawn_by = coalesce(c.withdrawn_by, $2) where c.id = $1 returning ${COLUMNS}`,
    [id, by, new Date(at)],
  );
  return rows[0];
}
