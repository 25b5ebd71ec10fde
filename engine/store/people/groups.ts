import type { Database } from './database.ts';

export interface GroupRow {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string | null;
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
): Promise<readonly { id: string; name: string }[]> {
  const { rows } = await database.query<{ id: string; name: string }>(
    'select id, name from account_group where id = any($1) order by id',
    [ids],
  );
  return rows;
}

/** False where the id is taken. */
export async function insertGroup(database: Database, id: string, name: string): Promise<boolean> {
  const { rowCount } = await database.query(
    'insert into account_group (id, name) values ($1, $2) on conflict (id) do nothing',
    [id, name],
  );
  return rowCount === 1;
}

/** False where there is no such group. */
export async function renameGroup(database: Database, id: string, name: string): Promise<boolean> {
  return (await database.query('update account_group set name = $2 where id = $1', [id, name])).rowCount === 1;
}

/** False where there is no such group. */
export async function deleteGroup(database: Database, id: string): Promise<boolean> {
  return (await database.query('delete from account_group where id = $1', [id])).rowCount === 1;
}
