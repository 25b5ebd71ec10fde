/** Who saw masked fields of a case in plain, and for what. Written before anything is shown. */
import type { Database } from './database.ts';

export interface Unmasking {
  readonly instanceId: string;
  /** Epoch ms. */
  readonly at: number;
  readonly actor: string;
  readonly fields: readonly string[];
  readonly purpose: string;
}

export async function recordUnmasking(
  database: Database,
  { instanceId, at, actor, fields, purpose }: Unmasking,
): Promise<void> {
  await database.query('insert into unmasking (instance_id, at, actor, fields, purpose) values ($1, $2, $3, $4, $5)', [
    instanceId,
    new Date(at),
    actor,
    fields,
    purpose,
  ]);
}
