import type pg from 'pg';

/** The ids of all cases of a process, open or ended. For trials, whose database holds a few. */
export async function casesOfProcess(pool: pg.Pool, key: string): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ id: string }>({
    text: `select id from instance where definition_key = $1 union all select id from instance_history where definition_key = $1`,
    values: [key],
  });
  return new Set(rows.map(({ id }) => id));
}
