import type pg from 'pg';
import type { OpenTask } from './open-tasks.ts';

/** Those of some cases that have not ended, each with its open tasks, oldest first. */
export async function openCases(
  pool: pg.Pool,
  instanceIds: readonly string[],
): Promise<ReadonlyMap<string, readonly OpenTask[]>> {
  const { rows } = await pool.query<{ case: string } & (OpenTask | { id: null })>({
    name: 'open_cases',
    text: `select i.id as "case", t.id, t.instance_id as "instanceId", t.element_id as "elementId", t.state, t.assignee,
             t.candidate_groups as "candidateGroups", nullif(t.due_at, 'infinity') as "dueAt"
           from instance i left join task t on t.instance_id = i.id where i.id = any($1) order by t.created_at, t.id`,
    values: [instanceIds],
  });
  const found = new Map<string, OpenTask[]>();
  for (const { case: id, ...task } of rows) {
    const tasks = found.get(id) ?? [];
    found.set(id, tasks);
    if (task.id !== null) tasks.push(task as OpenTask);
  }
  return found;
}
