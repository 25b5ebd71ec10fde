import type { Database } from '../people/database.ts';

/** Of the given cases those in which somebody has done a step already. */
export async function casesWorkedOn(
  database: Database,
  person: string,
  instances: readonly string[],
): Promise<ReadonlySet<string>> {
  if (instances.length === 0) return new Set();
  const { rows } = await database.query<{ id: string }>(
    'select distinct instance_id as id from task_history where instance_id = any($1) and ended_by = $2',
    [instances, person],
  );
  return new Set(rows.map(({ id }) => id));
}
