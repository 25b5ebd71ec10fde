import type pg from 'pg';

/** Whether there is any case at all, open or ended. */
export async function anyCase(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ found: boolean }>(
    'select exists (select from instance) or exists (select from instance_history) as found',
  );
  return rows[0]?.found ?? false;
}
