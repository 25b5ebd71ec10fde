/** Consents to be read about. */
import type { Said, Signed } from '../../sharing/consent.ts';
import type { Database } from '../people/database.ts';
import { type PageOf, type Paging, readPage, sql } from '../read/paging.ts';

export interface ConsentRow {
  readonly id: string;
  readonly subjectHash: string;
  readonly subjectShown: string;
  readonly codes: readonly string[];
  readonly purpose: string;
  /** The same in English; null where nobody said it. */
  readonly purposeEn: string | null;
  /** Which wording of the consent was shown. */
  readonly textVersion: string;
  readonly instanceId: string | null;
  readonly givenAt: number;
  readonly until: number;
  readonly recordedBy: string;
  readonly withdrawnAt: number | null;
  readonly withdrawnBy: string | null;
  /** Who was asked did not agree. */
  readonly refused: boolean;
  /** Said as the case was applied for, before its process called anybody. */
  readonly withApplication: boolean;
  /** Under what staff wrote down for the person; null where they said it themselves. */
  readonly signed: Signed | null;
}

/** As it is listed. */
export interface ListedConsent extends ConsentRow {
  /** Who began the case it belongs to; null where it belongs to none. */
  readonly applicant: string | null;
  /** Reads that were answered by it. */
  readonly reads: number;
}

type ConsentState = 'valid' | 'withdrawn' | 'ended' | 'refused';

const COLUMNS = `c.id, c.subject_hash as "subjectHash", c.subject_shown as "subjectShown", c.codes, c.purpose, c.purpose_en as "purposeEn", c.text_version as "textVersion",
  c.instance_id as "instanceId", c.given_at as "givenAt", c.until, c.recorded_by as "recordedBy", c.withdrawn_at as "withdrawnAt",
  c.withdrawn_by as "withdrawnBy", c.refused,
  c.with_application as "withApplication", c.signed`;

const APPLICANT = `(select i.initiator from instance i where i.id = c.instance_id
  union all select h.initiator from instance_history h where h.id = c.instance_id limit 1)`;

const LISTED = `${COLUMNS}, ${APPLICANT} as applicant,
  (select count(*)::int from data_read r where r.consent_id = c.id and r.outcome = 'answered')
    + (select count(*)::int from effect e join data_entry d on d.topic = e.topic and d.copy_of is null
       where e.instance_id = c.instance_id and d.code = any(c.codes) and not c.refused and e.state = 'confirmed'
         and (e.requested_at > c.given_at or (c.with_application and e.requested_at = c.given_at))) as reads`;

export interface ConsentFilter {
  /** Those somebody recorded, and those of the cases that were begun by him; null: of everybody. */
  readonly of: string | null;
  readonly instanceId?: string | undefined;
  readonly state?: ConsentState | undefined;
  readonly now: number;
}

/** The latest first. */
export function listConsents(
  database: Database,
  { of, instanceId, state, now }: ConsentFilter,
  paging: Paging,
): Promise<PageOf<ListedConsent>> {
  const query = sql.select(sql.raw(LISTED)).from('data_consent as c');
  if (of !== null) query.whereRaw(`(c.recorded_by = ? or ${APPLICANT} = ?)`, [of, of]);
  if (instanceId !== undefined) query.where('c.instance_id', instanceId);
  if (state === 'withdrawn') query.whereNotNull('c.withdrawn_at');
  if (state === 'valid' || state === 'ended')
    query
      .where('c.refused', false)
      .whereNull('c.withdrawn_at')
      .where('c.until', state === 'valid' ? '>' : '<=', new Date(now));
  if (state === 'refused') query.where('c.refused', true);
  const order = { keys: [{ column: 'c.id', field: 'id', type: 'text' as const }], descending: true };
  return readPage<ListedConsent>(database, query, order, paging);
}

export async function showConsent(database: Database, id: string): Promise<ListedConsent | undefined> {
  const { rows } = await database.query<ListedConsent>(`select ${LISTED} from data_consent c where c.id = $1`, [id]);
  return rows[0];
}

export async function findConsent(database: Database, id: string): Promise<ConsentRow | undefined> {
  return (await database.query<ConsentRow>(`select ${COLUMNS} from data_consent c where c.id = $1`, [id])).rows[0];
}

export async function insertConsent(database: Database, consent: ConsentRow): Promise<void> {
  await database.query(
    `insert into data_consent (id, subject_hash, subject_shown, codes, purpose, text_version, instance_id, given_at, until, recorded_by, refused, with_application,
       purpose_en, signed)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
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
      consent.refused,
      consent.withApplication,
      consent.purposeEn,
      consent.signed && JSON.stringify(consent.signed),
    ],
  );
}

/** What was last said about an entry in a case; undefined where nobody was asked. */
export async function lastSaid(database: Database, instanceId: string, code: string): Promise<Said | undefined> {
  const { rows } = await database.query<Said>({
    name: 'consent_last_said',
    text: `select c.refused, c.withdrawn_at as "withdrawnAt", c.until from data_consent c
      where c.instance_id = $1 and $2 = any(c.codes) order by c.given_at desc, c.id desc limit 1`,
    values: [instanceId, code],
  });
  return rows[0];
}

/** Of a case that did not come to be. */
export async function dropConsents(database: Database, instanceId: string): Promise<void> {
  await database.query('delete from data_consent where instance_id = $1', [instanceId]);
}

export async function withdrawConsent(
  database: Database,
  { id, by, at }: { readonly id: string; readonly by: string; readonly at: number },
): Promise<void> {
  await database.query(
    `update data_consent c set withdrawn_at = coalesce(c.withdrawn_at, $3), withdrawn_by = coalesce(c.withdrawn_by, $2) where c.id = $1`,
    [id, by, new Date(at)],
  );
}
