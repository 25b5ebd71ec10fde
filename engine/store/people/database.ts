import type pg from 'pg';

/** A pool, or a connection with a transaction open. */
export type Database = pg.Pool | pg.ClientBase;

/** Runs several statements as one; anything thrown takes all of them back. */
export async function inTransaction<T>(pool: pg.Pool, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}
