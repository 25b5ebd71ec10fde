import type pg from 'pg';
import type { EffectState } from '../../commands/effect-rows.ts';

/** What clearing up needs to know. */
export interface LedgerEntry {
  readonly id: string;
  readonly state: EffectState;
  readonly topic: string;
  readonly instanceId: string;
  readonly businessKey: string | null;
  readonly elementId: string;
  readonly requestedBy: string;
  readonly purpose: string | null;
  readonly attempts: number;
}

export async function findEffect(pool: pg.Pool, id: string): Promise<LedgerEntry | undefined> {
  const { rows } = await pool.query<LedgerEntry>(
    `select id, state, topic, instance_id as "instanceId", business_key as "businessKey", element_id as "elementId",
       requested_by as "requestedBy", purpose, attempts
     from effect where id = $1`,
    [id],
  );
  return rows[0];
}
