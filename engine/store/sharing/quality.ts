/** How good the data of each source is, and the rows that were set aside. */
import type { FieldTally } from '../../sharing/check-rows.ts';
import type { Database } from '../people/database.ts';
import { type PageOf, type Paging, readPage, sql } from '../read/paging.ts';

export interface QuarantineRow {
  readonly id: string;
  readonly source: string;
  readonly rowKey: string;
  readonly field: string;
  readonly rule: string;
  readonly shown: string;
  readonly hash: string;
  readonly at: number;
  readonly state: 'set-aside' | 'corrected' | 'accepted';
  readonly decidedBy: string | null;
  readonly decidedAt: number | null;
  readonly note: string | null;
}

const COLUMNS = `q.id, q.source, q.row_key as "rowKey", q.field, q.rule, q.shown, q.hash, q.at, q.state, q.decided_by as "decidedBy",
  q.decided_at as "decidedAt", q.note`;

/** `day`: `2026-03-01`. */
export async function addTallies(
  database: Database,
  { source, day, tallies }: { readonly source: string; readonly day: string; readonly tallies: readonly FieldTally[] },
): Promise<void> {
  await database.query(
    `insert into data_check (source, field, rule, day, checked, failed)
     select $1, t.field, t.rule, $2::date, sum(t.checked), sum(t.failed)
       from unnest($3::text[], $4::text[], $5::bigint[], $6::bigint[]) as t(field, rule, checked, failed) group by t.field, t.rule
     on conflict (source, field, rule, day) do update set checked = data_check.checked + excluded.checked, failed = data_check.failed + excluded.failed`,
    [
      source,
      day,
      tallies.map(({ field }) => field),
      tallies.map(({ rule }) => rule),
      tallies.map(({ checked }) => checked),
      tallies.map(({ failed }) => failed),
    ],
  );
}

type NewQuarantine = Pick<QuarantineRow, 'id' | 'source' | 'rowKey' | 'field' | 'rule' | 'shown' | 'hash' | 'at'>;

/** A value that was set aside before is not set aside twice. */
export async function setAside(database: Database, rows: readonly NewQuarantine[]): Promise<void> {
  if (rows.length === 0) return;
  await database.query(
    `insert into data_quarantine (id, source, row_key, field, rule, shown, hash, at, state)
     select id, source, row_key, field, rule, shown, hash, to_timestamp(at / 1000.0), 'set-aside'
       from json_to_recordset($1::json) as t(id text, source text, row_key text, field text, rule text, shown text, hash text, at double precision)
     on conflict (source, row_key, field, hash) do nothing`,
    [JSON.stringify(rows.map(({ rowKey, ...row }) => ({ ...row, row_key: rowKey })))],
  );
}

export interface QuarantineFilter {
  readonly source?: string | undefined;
  readonly state?: QuarantineRow['state'] | undefined;
}

export function listQuarantine(
  database: Database,
  filter: QuarantineFilter,
  paging: Paging,
): Promise<PageOf<QuarantineRow>> {
  const query = sql.select(sql.raw(COLUMNS)).from('data_quarantine as q');
  if (filter.source !== undefined) query.where('q.source', filter.source);
  if (filter.state !== undefined) query.where('q.state', filter.state);
  const order = { keys: [{ column: 'q.id', field: 'id', type: 'text' as const }], descending: true };
  return readPage<QuarantineRow>(database, query, order, paging);
}

/** Undefined where it was decided before, or there is none. */
export async function decideQuarantine(
  database: Database,
  { id, state, by, at, note }: Pick<QuarantineRow, 'id' | 'state' | 'at' | 'note'> & { readonly by: string },
): Promise<QuarantineRow | undefined> {
  const { rows } = await database.query<QuarantineRow>(
    `update data_quarantine q set state = $2, decided_by = $3, decided_at = $4, note = $5 where q.id = $1 and q.state = 'set-aside' returning ${COLUMNS}`,
    [id, state, by, new Date(at), note],
  );
  return rows[0];
}

export interface QualityRow {
  readonly source: string;
  readonly field: string;
  readonly rule: string;
  readonly checked: number;
  readonly failed: number;
}

/** Since a day, `2026-03-01`; the worst share first. */
export async function qualitySince(database: Database, day: string): Promise<readonly QualityRow[]> {
  const { rows } = await database.query<QualityRow>(
    `select source, field, rule, sum(checked)::float8 as checked, sum(failed)::float8 as failed from data_check where day >= $1::date
     group by 1, 2, 3 order by sum(failed) / greatest(sum(checked), 1) desc, source, field`,
    [day],
  );
  return rows;
}
