import type pg from 'pg';

/** Which of these cases are there already, open or ended. */
export async function knownCases(pool: pg.Pool, instanceIds: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ id: string }>({
    text: `select id from instance where id = any($1) union all select id from instance_history where id = any($1)`,
    values: [instanceIds],
  });
  return new Set(rows.map(({ id }) => id));
}
