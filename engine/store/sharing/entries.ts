/** The catalogue of shared data. An entry is ended, never deleted: grants and reads name it. */
import type { DataEntry } from '../../sharing/entry.ts';
import type { Database } from '../people/database.ts';
import { type PageOf, type Paging, readPage, sql } from '../read/paging.ts';

export interface EntryRow extends DataEntry {
  readonly changedBy: string;
  readonly changedAt: number;
}

const COLUMNS = `d.code, d.element, d.copy_of as "copyOf", d.name_zh as "nameZh", d.name_en as "nameEn", d.provider, d.provider_zh as "providerZh",
  d.provider_en as "providerEn", d.topic, d.subject, d.items,
  d.update_cycle as "updateCycle", d.sharing, d.opening, d.basis, d.basis_en as "basisEn", d.format, d.process_grant as "processGrant", d.objection_days as "objectionDays",
  d.slo_ms as "sloMs", d.since, d.until, d.changed_by as "changedBy", d.changed_at as "changedAt"`;

export interface EntryFilter {
  readonly provider?: string | undefined;
  readonly sharing?: DataEntry['sharing'] | undefined;
  readonly q?: string | undefined;
}

export function listEntries(database: Database, filter: EntryFilter, paging: Paging): Promise<PageOf<EntryRow>> {
  const query = sql.select(sql.raw(COLUMNS)).from('data_entry as d');
  if (filter.provider !== undefined) query.where('d.provider', filter.provider);
  if (filter.sharing !== undefined) query.where('d.sharing', filter.sharing);
  if (filter.q)
    query.whereRaw('strpos(lower(concat_ws(?, d.code, d.element, d.name_zh, d.name_en)), lower(?)) > 0', [
      ' ',
      filter.q,
    ]);
  return readPage<EntryRow>(database, query, { keys: [{ column: 'd.code', field: 'code', type: 'text' }] }, paging);
}

/** All of them: a few hundred. */
export async function allEntries(database: Database): Promise<readonly EntryRow[]> {
  return (await database.query<EntryRow>(`select ${COLUMNS} from data_entry d order by d.code`)).rows;
}

/** Sources, by the topic they are asked for with. */
export async function sourcesByTopic(database: Database): Promise<ReadonlyMap<string, EntryRow>> {
  return new Map(
    (await allEntries(database)).flatMap((entry) =>
      entry.topic === null || entry.copyOf !== null ? [] : [[entry.topic, entry] as const],
    ),
  );
}

export async function findEntry(database: Database, code: string): Promise<EntryRow | undefined> {
  return (await database.query<EntryRow>(`select ${COLUMNS} from data_entry d where d.code = $1`, [code])).rows[0];
}

/** Those of an element and the one that is named as their source. */
export async function entriesAround(
  database: Database,
  { element, copyOf }: Pick<DataEntry, 'element' | 'copyOf'>,
): Promise<readonly EntryRow[]> {
  const { rows } = await database.query<EntryRow>(
    `select ${COLUMNS} from data_entry d where d.element = $1 or d.code = $2 for update`,
    [element, copyOf],
  );
  return rows;
}

/** Of one that is there, everything is replaced but its code. */
export async function putEntry(database: Database, entry: EntryRow): Promise<void> {
  await database.query(
    `insert into data_entry (code, element, copy_of, name_zh, name_en, provider, provider_zh, provider_en, topic, subject, items, update_cycle, sharing, opening, basis, format,
       process_grant, objection_days, slo_ms, since, until, changed_by, changed_at, basis_en)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)
     on conflict (code) do update set element = excluded.element, copy_of = excluded.copy_of, name_zh = excluded.name_zh, name_en = excluded.name_en,
       provider = excluded.provider, provider_zh = excluded.provider_zh, provider_en = excluded.provider_en, topic = excluded.topic, subject = excluded.subject, items = excluded.items, update_cycle = excluded.update_cycle,
       sharing = excluded.sharing, opening = excluded.opening, basis = excluded.basis, format = excluded.format, process_grant = excluded.process_grant,
       objection_days = excluded.objection_days, slo_ms = excluded.slo_ms, since = excluded.since, until = excluded.until,
       changed_by = excluded.changed_by, changed_at = excluded.changed_at, basis_en = excluded.basis_en`,
    valuesOf(entry),
  );
}

const valuesOf = (entry: EntryRow): unknown[] => [
  entry.code,
  entry.element,
  entry.copyOf,
  entry.nameZh,
  entry.nameEn,
  entry.provider,
  entry.providerZh,
  entry.providerEn,
  entry.topic,
  entry.subject,
  JSON.stringify(entry.items),
  entry.updateCycle,
  entry.sharing,
  entry.opening,
  entry.basis,
  entry.format,
  entry.processGrant,
  entry.objectionDays,
  entry.sloMs,
  new Date(entry.since),
  entry.until === null ? null : new Date(entry.until),
  entry.changedBy,
  new Date(entry.changedAt),
  entry.basisEn,
];
