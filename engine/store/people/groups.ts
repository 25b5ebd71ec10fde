import type { Database } from './database.ts';
import type { Names } from './names.ts';

export interface GroupRow extends Names {
  readonly id: string;
  readonly members: number;
  readonly createdAt: number;
}

export const GROUP_COLUMNS = `g.id, g.name, g.name_en as "nameEn", g.created_at as "createdAt",
  (select count(*) from membership m where m.group_id = g.id)::integer as members`;

export async function findGroup(database: Database, id: string): Promise<GroupRow | undefined> {
  return (await database.query<GroupRow>(`select ${GROUP_COLUMNS} from account_group g where g.id = $1`, [id])).rows[0];
}

/** Names of the given groups, for showing them; unknown ones are left out. */
export async function groupNames(
  database: Database,
  ids: readonly string[],
): Promise<readonly (Names & { readonly id: string })[]> {
  const { rows } = await database.query<Names & { id: string }>(
    'select id, name, name_en as "nameEn" from account_group where id = any($1) order by id',
    [ids],
  );
  return rows;
}

/** False where the id is taken. */
export async function insertGroup(
  database: Database,
  { id, name, nameEn }: Names & { readonly id: string },
): Promise<boolean> {
  const { rowCount } = await database.query(
    'insert into account_group (id, name, name_en) values ($1, $2, $3) on conflict (id) do nothing',
    [id, name, nameEn],
  );
  return rowCount === 1;
}

/** What is absent stays as it is. */
export async function renameGroup(database: Database, id: string, { name, nameEn }: Partial<Names>): Promise<void> {
  await database.query(
    'update account_group set name = coalesce($2, name), name_en = case when $3 then $4 else name_en end where id = $1',
    [id, name ?? null, nameEn !== undefined, nameEn ?? null],
  );
}

/** False where there is no such group. */
export async function deleteGroup(database: Database, id: string): Promise<boolean> {
  return (await database.query('delete from account_group where id = $1', [id])).rowCount === 1;
}
