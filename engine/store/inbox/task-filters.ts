/** Filters of task lists that people keep and share. */
import { stringify } from '../../exact-json.ts';
import type { Database } from '../people/database.ts';

export interface TaskFilterRow {
  readonly id: string;
  readonly owner: string;
  readonly name: string;
  readonly view: string | null;
  readonly criteria: Readonly<Record<string, unknown>>;
  readonly sort: string | null;
  readonly columns: readonly string[];
  readonly groups: readonly string[];
  readonly department: string | null;
  /** Epoch ms. */
  readonly updatedAt: number;
}

interface Person {
  readonly id: string;
  readonly groups: readonly string[];
  readonly department: string | null;
}

const COLUMNS = 'id, owner, name, view, criteria, sort, columns, groups, department, updated_at as "updatedAt"';

/** One's own and those shared with one's groups or department, by name. */
export async function listTaskFilters(
  database: Database,
  { id, groups, department }: Person,
): Promise<readonly TaskFilterRow[]> {
  const { rows } = await database.query<TaskFilterRow>(
    `select ${COLUMNS} from task_filter where owner = $1 or (groups && $2::text[] and groups <> '{}') or department = $3 order by name, id`,
    [id, groups, department],
  );
  return rows;
}

/** How many somebody keeps. */
export async function countTaskFilters(database: Database, owner: string): Promise<number> {
  const { rows } = await database.query<{ n: number }>('select count(*) as n from task_filter where owner = $1', [
    owner,
  ]);
  return rows[0]?.n ?? 0;
}

/** False where somebody else has one of that id. */
export async function writeTaskFilter(database: Database, row: TaskFilterRow): Promise<boolean> {
  const { rowCount } = await database.query(
    `insert into task_filter (id, owner, name, view, criteria, sort, columns, groups, department, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (id) do update set name = excluded.name, view = excluded.view, criteria = excluded.criteria, sort = excluded.sort,
       columns = excluded.columns, groups = excluded.groups, department = excluded.department, updated_at = excluded.updated_at
     where task_filter.owner = excluded.owner`,
    [
      row.id,
      row.owner,
      row.name,
      row.view,
      stringify(row.criteria),
      row.sort,
      row.columns,
      row.groups,
      row.department,
      new Date(row.updatedAt),
    ],
  );
  return rowCount === 1;
}

export async function deleteTaskFilter(database: Database, owner: string, id: string): Promise<void> {
  await database.query('delete from task_filter where id = $1 and owner = $2', [id, owner]);
}
