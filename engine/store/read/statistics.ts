/** Counts per element of one definition. */
import type { Database } from '../people/database.ts';

export interface TaskCounts {
  readonly elementId: string;
  readonly tasks: number;
  readonly overdue: number;
  readonly green: number;
  readonly yellow: number;
  readonly red: number;
  readonly grey: number;
}

/** Open tasks by element and lamp; `now` is the engine's clock, epoch ms. */
export async function countTasks(
  database: Database,
  definitionId: string,
  now: number,
): Promise<readonly TaskCounts[]> {
  const { rows } = await database.query<TaskCounts>(
    `select element_id as "elementId", count(*)::integer as tasks,
       count(*) filter (where due_at < $2::timestamptz)::integer as overdue,
       count(*) filter (where lamp in ('grey', 'blue'))::integer as grey,
       count(*) filter (where lamp in ('red', 'double-red'))::integer as red,
       count(*) filter (where lamp = 'yellow')::integer as yellow,
       count(*) filter (where lamp = 'green')::integer as green
     from task where definition_id = $1 group by 1`,
    [definitionId, new Date(now).toISOString()],
  );
  return rows;
}

export async function countIncidents(
  database: Database,
  definitionId: string,
): Promise<readonly { elementId: string; incidents: number }[]> {
  const { rows } = await database.query<{ elementId: string; incidents: number }>(
    'select element_id as "elementId", count(*)::integer as incidents from incident where definition_id = $1 group by 1',
    [definitionId],
  );
  return rows;
}

export interface InstanceCounts {
  readonly running: number;
  readonly suspended: number;
  readonly ended: number;
}

export async function countInstances(database: Database, definitionId: string): Promise<InstanceCounts> {
  const { rows } = await database.query<InstanceCounts>(
    `select (select count(*) from instance where definition_id = $1 and status = 'active')::integer as running,
       (select count(*) from instance where definition_id = $1 and status = 'suspended')::integer as suspended,
       (select count(*) from instance_history where definition_id = $1)::integer as ended`,
    [definitionId],
  );
  return rows[0] ?? { running: 0, suspended: 0, ended: 0 };
}

/**
 * Open element instances by definition and node index, from the truth of each open case that uses the definition, called ones included.
 * Reads the row of every open case: 1.3 s for 300,000 small cases on two cores.
 */
export async function countElements(database: Database, definitionId: string): Promise<ReadonlyMap<number, number>> {
  const { rows } = await database.query<{ node: number; count: number }>(
    `select (element.value ->> 'node')::integer as node, count(*)::integer as count
     from instance i
       cross join lateral json_array_elements_text(i.state -> 'definitions') with ordinality as used(id, position)
       cross join lateral json_each(i.state -> 'elements') as element
     where used.id = $1 and (element.value ->> 'def')::integer = used.position - 1
     group by 1`,
    [definitionId],
  );
  return new Map(rows.map(({ node, count }) => [node, count]));
}
