import type pg from 'pg';

export interface BegunCase {
  readonly id: string;
  readonly definitionKey: string;
  readonly businessKey: string | null;
}

/** What some open cases are, by business key. */
export async function begunCases(pool: pg.Pool, instanceIds: readonly string[]): Promise<readonly BegunCase[]> {
  const { rows } = await pool.query<BegunCase>(
    `select id, definition_key as "definitionKey", business_key as "businessKey" from instance where id = any($1)
     order by business_key, definition_key, id`,
    [instanceIds],
  );
  return rows;
}
