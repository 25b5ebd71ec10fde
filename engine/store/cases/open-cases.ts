import type pg from 'pg';

/** Those of some cases that have not ended. */
export async function openCases(pool: pg.Pool, instanceIds: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ id: string }>({
    name: 'open_cases',
    text: 'select id from instance where id = any($1)',
    values: [instanceIds],
  });
  return new Set(rows.map(({ id }) => id));
}
