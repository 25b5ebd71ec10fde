import type { Database } from '../people/database.ts';

/** What comes next on the ladder of an element instance. */
export interface NextRung {
  readonly elementInstanceId: string;
  readonly rung: string;
  readonly dueAt: number;
}

/** The next rung of each ladder of these cases, suspended ones left out: they stand still. */
export async function nextRungs(database: Database, instances: readonly string[]): Promise<readonly NextRung[]> {
  if (instances.length === 0) return [];
  const { rows } = await database.query<NextRung>(
    `select j.payload ->> 'element' as "elementInstanceId", j.payload ->> 'rung' as rung, j.due_at as "dueAt" from job j
      where j.instance_id = any($1) and j.kind = 'escalation' and j.state = 'open' and not j.suspended and j.payload ->> 'work' = 'rung'`,
    [instances],
  );
  return rows;
}
