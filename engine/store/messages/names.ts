import type pg from 'pg';

/** Names of messages that somebody waits for, start events included. */
export const awaitedNames = (pool: pg.Pool): Promise<readonly string[]> =>
  namesOf(pool, `select distinct name from subscription where kind = 'message'`);

/** Names of messages that lie in the inbox. */
export const lyingNames = (pool: pg.Pool): Promise<readonly string[]> =>
  namesOf(pool, `select distinct name from message where outcome = 'buffered'`);

async function namesOf(pool: pg.Pool, text: string): Promise<readonly string[]> {
  const { rows } = await pool.query<{ name: string }>(text);
  return rows.map(({ name }) => name);
}
