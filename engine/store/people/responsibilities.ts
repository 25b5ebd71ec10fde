/** F4: the list of responsibilities and the negative list. Ended by setting `until`, never deleted. */
import type { Database } from './database.ts';

export interface ResponsibilityRecord {
  readonly id: string;
  readonly kind: 'responsible' | 'forbidden';
  readonly matter: string | null;
  readonly area: string | null;
  readonly level: string | null;
  readonly lead: string | null;
  readonly departments: readonly string[];
  /** Legal basis. */
  readonly basis: string;
  /** The limit of the matter, in words. */
  readonly limit: string | null;
  readonly disputed: boolean;
  readonly note: string | null;
  /** Epoch ms. */
  readonly since: number;
  readonly until: number | null;
  readonly createdBy: string;
  readonly createdAt: number;
}

export const RESPONSIBILITY_COLUMNS = `r.id, r.kind, r.matter, r.area, r.level, r.lead, r.departments, r.basis, r.limit_text as "limit", r.disputed, r.note,
  r.since, r.until, r.created_by as "createdBy", r.created_at as "createdAt"`;

export async function findResponsibility(database: Database, id: string): Promise<ResponsibilityRecord | undefined> {
  const { rows } = await database.query<ResponsibilityRecord>(
    `select ${RESPONSIBILITY_COLUMNS} from responsibility r where r.id = $1 for update`,
    [id],
  );
  return rows[0];
}

export async function insertResponsibility(database: Database, row: ResponsibilityRecord): Promise<void> {
  await database.query(
    `insert into responsibility (id, kind, matter, area, level, lead, departments, basis, limit_text, disputed, note, since, until, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      row.id,
      row.kind,
      row.matter,
      row.area,
      row.level,
      row.lead,
      row.departments,
      row.basis,
      row.limit,
      row.disputed,
      row.note,
      new Date(row.since),
      row.until === null ? null : new Date(row.until),
      row.createdBy,
      new Date(row.createdAt),
    ],
  );
}

export type ResponsibilityChange = Pick<ResponsibilityRecord, 'until' | 'disputed' | 'note'>;

/** What of an entry may still change: when it ends, and whether it is in dispute. */
export async function changeResponsibility(
  database: Database,
  id: string,
  { until, disputed, note }: ResponsibilityChange,
): Promise<void> {
  await database.query(
    // `greatest` passes over null, and an entry without an end would end where it began.
    `update responsibility set until = case when $2::timestamptz is not null then greatest(since, $2::timestamptz) end,
       disputed = $3, note = $4 where id = $1`,
    [id, until === null ? null : new Date(until), disputed, note],
  );
}

/** Those of these departments that there are none of. */
export async function unknownDepartment(database: Database, ids: readonly string[]): Promise<string | undefined> {
  const { rows } = await database.query<{ id: string }>(
    'select wanted.id from unnest($1::text[]) as wanted(id) where not exists (select from department d where d.id = wanted.id)',
    [ids],
  );
  return rows[0]?.id;
}

/** Lines of the same matter, area and level that would still hold when the line begins. */
export async function responsibilitiesOfKey(
  database: Database,
  { matter, area, level, since }: Pick<ResponsibilityRecord, 'matter' | 'area' | 'level' | 'since'>,
): Promise<readonly ResponsibilityRecord[]> {
  const { rows } = await database.query<ResponsibilityRecord>(
    `select ${RESPONSIBILITY_COLUMNS} from responsibility r where r.kind = 'responsible' and r.matter is not distinct from $1
       and r.area is not distinct from $2 and r.level is not distinct from $3 and (r.until is null or r.until > $4) for update`,
    [matter, area, level, new Date(since)],
  );
  return rows;
}
