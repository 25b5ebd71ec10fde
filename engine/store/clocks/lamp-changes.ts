import type { Database } from '../people/database.ts';

export interface LampChange {
  readonly clockId: string;
  readonly at: number;
  readonly lamp: string;
  readonly dueAt: number;
  readonly cause: string;
}

/** Of one case, in order. */
export async function lampChangesOf(database: Database, instanceId: string): Promise<readonly LampChange[]> {
  const { rows } = await database.query<LampChange>(
    `select clock_id as "clockId", at, lamp, due_at as "dueAt", cause from lamp_change where instance_id = $1 order by at`,
    [instanceId],
  );
  return rows;
}
