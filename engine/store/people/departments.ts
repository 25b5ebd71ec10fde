/** Departments: what `department` of accounts, tasks and models names, with its names in both languages and the department it belongs to. */
import type pg from 'pg';
import { inTransaction } from '../transaction.ts';
import type { Database } from './database.ts';

export interface Department {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly parent: string | null;
}

export const DEPARTMENT_COLUMNS = 'd.id, d.name_zh as "nameZh", d.name_en as "nameEn", d.parent';

export async function findDepartment(database: Database, id: string): Promise<Department | undefined> {
  const { rows } = await database.query<Department>(`select ${DEPARTMENT_COLUMNS} from department d where d.id = $1`, [
    id,
  ]);
  return rows[0];
}

/** How many departments and accounts there are. */
export async function countOrganisation(database: Database): Promise<{ departments: number; people: number }> {
  const { rows } = await database.query<{ departments: number; people: number }>(
    'select (select count(*) from department)::integer as departments, (select count(*) from account)::integer as people',
  );
  return rows[0] ?? { departments: 0, people: 0 };
}

/** By id, those that exist. */
export async function findDepartments(
  database: Database,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, Department>> {
  const { rows } = await database.query<Department>(
    `select ${DEPARTMENT_COLUMNS} from department d where d.id = any($1)`,
    [[...new Set(ids)]],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * Adds a department, or changes it from `at` (epoch ms) on: where it belonged before stays known. Nothing is written where its parent does not
 * exist or lies below it.
 */
export async function putDepartment(
  pool: pg.Pool,
  { id, nameZh, nameEn, parent }: Department,
  at: number,
): Promise<'done' | 'parent-unknown' | 'parent-below'> {
  return inTransaction(pool, async (client) => {
    await client.query('lock table department in share row exclusive mode');
    const { rows } = await client.query<{ id: string }>(
      `with recursive above as (select id, parent from department where id = $1
         union select d.id, d.parent from department d join above a on d.id = a.parent)
       select id from above`,
      [parent],
    );
    if (parent !== null && parent !== id && rows.length === 0) return 'parent-unknown';
    if (parent === id || rows.some((row) => row.id === id)) return 'parent-below';
    await client.query(
      `insert into department (id, name_zh, name_en, parent) values ($1, $2, $3, $4)
       on conflict (id) do update set name_zh = excluded.name_zh, name_en = excluded.name_en, parent = excluded.parent`,
      [id, nameZh, nameEn, parent],
    );
    await movePeriod(client, { id, parent, at });
    return 'done';
  });
}

/** The period that holds ends where the parent changes, and another begins; the first of a department has no beginning. */
async function movePeriod(client: Database, { id, parent, at }: { id: string; parent: string | null; at: number }) {
  const now = new Date(at);
  const { rowCount } = await client.query(
    'select from department_period where id = $1 and until is null and parent is not distinct from $2',
    [id, parent],
  );
  if (rowCount !== 0) return;
  await client.query('update department_period set until = $2 where id = $1 and until is null and since < $2', [
    id,
    now,
  ]);
  await client.query('delete from department_period where id = $1 and until is null', [id]);
  await client.query(
    `insert into department_period (id, parent, since)
     select $1, $2, case when exists (select from department_period where id = $1) then $3 else '-infinity'::timestamptz end`,
    [id, parent, now],
  );
}

/** Nothing is deleted where people or other departments belong to it. */
export async function deleteDepartment(pool: pg.Pool, id: string): Promise<'done' | 'unknown' | 'in-use'> {
  return inTransaction(pool, async (client) => {
    await client.query('lock table department in share row exclusive mode');
    const { rows } = await client.query<{ used: boolean }>(
      `select exists (select from department where parent = d.id) or exists (select from account where department = d.id) as used
       from department d where d.id = $1`,
      [id],
    );
    if (!rows[0]) return 'unknown';
    if (rows[0].used) return 'in-use';
    await client.query('delete from department where id = $1', [id]);
    return 'done';
  });
}

/** Of those that are known. */
export async function departmentNames(
  database: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Pick<Department, 'nameZh' | 'nameEn'>>> {
  const { rows } = await database.query<Department>(
    `select ${DEPARTMENT_COLUMNS} from department d where d.id = any($1)`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
