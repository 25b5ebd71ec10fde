import { MIGRATIONS } from '../migrations/index.ts';
import type { Database } from '../people/database.ts';

/** Whether the database answers and has every migration of this code. */
export async function isReady(database: Database): Promise<boolean> {
  const { rows } = await database.query<{ name: string }>('select name from migration');
  const applied = new Set(rows.map(({ name }) => name));
  return MIGRATIONS.every(({ name }) => applied.has(name));
}
