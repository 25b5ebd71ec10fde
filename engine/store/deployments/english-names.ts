import type pg from 'pg';
import { inTransaction } from '../transaction.ts';
import type { StepName } from './write-deployment.ts';

/** Ids of processes whose English names are in their text only, the newest first. */
export async function unreadNames(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from definition where kind = 'process' and not names_read order by id desc`,
  );
  return rows.map(({ id }) => id);
}

/** Another process may write the same at the same time. */
export const writeNames = (
  pool: pg.Pool,
  { id, nameEn, steps }: { readonly id: string; readonly nameEn: string | null; readonly steps: readonly StepName[] },
): Promise<void> =>
  inTransaction(pool, async (client) => {
    // The row is locked first: it may be deleted meanwhile.
    const { rowCount } = await client.query(
      'update definition set name_en = coalesce(name_en, $2), names_read = true where id = $1',
      [id, nameEn],
    );
    if (rowCount === 0) return;
    await client.query(
      `insert into step_name (definition_id, element_id, name_en) select $1, * from unnest($2::text[], $3::text[])
       on conflict do nothing`,
      [id, steps.map(({ elementId }) => elementId), steps.map((step) => step.nameEn)],
    );
  });
