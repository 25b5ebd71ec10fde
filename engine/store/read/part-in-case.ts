import type { Database } from '../people/database.ts';
import { principalsOf, type Reader } from './reader.ts';

export interface PartInCase {
  readonly definitionId: string;
  readonly elementId: string;
}

/** The nodes of a case at which the reader has or had a task, or may claim one. */
export async function partInCase(
  database: Database,
  reader: Pick<Reader, 'id' | 'groups'>,
  instanceId: string,
): Promise<readonly PartInCase[]> {
  const { rows } = await database.query<PartInCase>(
    `select definition_id as "definitionId", element_id as "elementId" from task t
     where instance_id = $1 and (assignee = $2 or owner = $2
       or exists (select from task_candidate c where c.task_id = t.id and c.principal = any($3)))
     union
     select definition_id, element_id from task_history where instance_id = $1 and (ended_by = $2 or assignee = $2 or owner = $2)`,
    [instanceId, reader.id, principalsOf(reader)],
  );
  return rows;
}
