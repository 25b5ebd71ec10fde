/** Frequent phrases 常用语: one's own, and those shared with the department or everybody. */
import type { Database } from '../people/database.ts';

export interface PhraseRow {
  readonly id: string;
  readonly owner: string;
  readonly scope: 'own' | 'department' | 'everybody';
  readonly department: string | null;
  readonly text: string;
  readonly position: number;
  /** Epoch ms. */
  readonly updatedAt: number;
}

const COLUMNS = 'id, owner, scope, department, text, position, updated_at as "updatedAt"';

interface Person {
  readonly id: string;
  readonly department: string | null;
}

/** One's own first. */
export async function listPhrases(database: Database, { id, department }: Person): Promise<readonly PhraseRow[]> {
  const { rows } = await database.query<PhraseRow>(
    `select ${COLUMNS} from phrase
     where (scope = 'own' and owner = $1) or (scope = 'department' and department = $2) or scope = 'everybody'
     order by scope <> 'own', position, text, id`,
    [id, department],
  );
  return rows;
}

export async function findPhrase(database: Database, id: string): Promise<PhraseRow | undefined> {
  const { rows } = await database.query<PhraseRow>(`select ${COLUMNS} from phrase where id = $1`, [id]);
  return rows[0];
}

/** How many somebody has written. */
export async function countPhrases(database: Database, owner: string): Promise<number> {
  const { rows } = await database.query<{ n: number }>('select count(*) as n from phrase where owner = $1', [owner]);
  return Number(rows[0]?.n ?? 0);
}

export async function writePhrase(database: Database, row: PhraseRow): Promise<void> {
  await database.query(
    `insert into phrase (id, owner, scope, department, text, position, updated_at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (id) do update set scope = excluded.scope, department = excluded.department, text = excluded.text,
       position = excluded.position, updated_at = excluded.updated_at`,
    [row.id, row.owner, row.scope, row.department, row.text, row.position, new Date(row.updatedAt)],
  );
}

export async function deletePhrase(database: Database, id: string): Promise<void> {
  await database.query('delete from phrase where id = $1', [id]);
}
