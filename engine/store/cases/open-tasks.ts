import type pg from 'pg';

export interface OpenTask {
  readonly id: string;
  readonly instanceId: string;
  readonly elementId: string;
  readonly state: string;
  readonly assignee: string | null;
  readonly candidateGroups: readonly string[];
  /** Epoch ms; null where it has no limit. */
  readonly dueAt: number | null;
}

/** The open tasks of some cases, oldest first. */
export async function openTasksOf(pool: pg.Pool, instanceIds: readonly string[]): Promise<OpenTask[]> {
  const { rows } = await pool.query<OpenTask>({
    name: 'replay_open_tasks',
    text: `select id, instance_id as "instanceId", element_id as "elementId", state, assignee, candidate_groups as "candidateGroups",
             nullif(due_at, 'infinity') as "dueAt"
           from task where instance_id = any($1) order by created_at, id`,
    values: [instanceIds],
  });
  return rows;
}
