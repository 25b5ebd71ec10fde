/** Who saw masked fields of a case in plain, and for what. Written before anything is shown. */
import type pg from 'pg';
import { inTransaction } from '../transaction.ts';

export interface Unmasking {
  readonly instanceId: string;
  /** Epoch ms. */
  readonly at: number;
  readonly actor: string;
  readonly fields: readonly string[];
  readonly purpose: string;
}

const HOUR_MS = 3_600_000;

/**
 * False where the person has done so `limit` times within the hour before: nothing is written then. Requests of one person wait for each other, so
 * that many at once are not counted as one.
 */
export function recordUnmasking(
  pool: pg.Pool,
  { instanceId, at, actor, fields, purpose }: Unmasking,
  limit: number,
): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    await client.query("select pg_advisory_xact_lock(hashtextextended('unmasking ' || $1, 0))", [actor]);
    const { rowCount } = await client.query(
      `insert into unmasking (instance_id, at, actor, fields, purpose)
       select $1, $2, $3, $4, $5 where (select count(*) from unmasking where actor = $3 and at > $6 and at <= $2) < $7`,
      [instanceId, new Date(at), actor, fields, purpose, new Date(at - HOUR_MS), limit],
    );
    return (rowCount ?? 0) > 0;
  });
}
