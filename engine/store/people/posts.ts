import type { Database } from './database.ts';

export interface PostRow {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

export const POST_COLUMNS = 'p.id, p.name_zh as "nameZh", p.name_en as "nameEn"';

export async function putPost(database: Database, { id, nameZh, nameEn }: PostRow): Promise<void> {
  await database.query(
    `insert into post (id, name_zh, name_en) values ($1, $2, $3)
     on conflict (id) do update set name_zh = excluded.name_zh, name_en = excluded.name_en`,
    [id, nameZh, nameEn],
  );
}

/** Posts that positions name, past ones included, stay. */
export async function deletePost(database: Database, id: string): Promise<'done' | 'unknown' | 'in-use'> {
  const { rows } = await database.query<{ used: boolean }>(
    'select exists (select from position where post = p.id) as used from post p where p.id = $1 for update of p',
    [id],
  );
  if (!rows[0]) return 'unknown';
  if (rows[0].used) return 'in-use';
  await database.query('delete from post where id = $1', [id]);
  return 'done';
}

/** Of those that are known. */
export async function postNames(database: Database, ids: readonly string[]): Promise<ReadonlyMap<string, PostRow>> {
  const { rows } = await database.query<PostRow>(`select ${POST_COLUMNS} from post p where p.id = any($1)`, [ids]);
  return new Map(rows.map((row) => [row.id, row]));
}
