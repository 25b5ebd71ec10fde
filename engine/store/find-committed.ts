import type pg from 'pg';
import type { PreparedChange } from './commit.ts';

/**
 * After a connection broke during a commit: which of the changes were written all the same. The hash of a change's last journal row tells,
 * because no other change can have it.
 */
export async function findCommitted(pool: pg.Pool, changes: readonly PreparedChange[]): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ id: string }>(
    `select j.instance_id as id from unnest($1::text[], $2::int[], $3::text[]) as x(id, seq, hash)
     join journal j on j.instance_id = x.id and j.seq = x.seq and j.hash = decode(x.hash, 'hex')`,
    [
      changes.map(({ change }) => change.instanceId),
      changes.map(({ head }) => head.seq),
      changes.map(({ head }) => head.hash),
    ],
  );
  return new Set(rows.map((row) => row.id));
}
