import type pg from 'pg';

export interface DoneTask {
  readonly instanceId: string;
  readonly elementId: string;
  readonly name: string;
  readonly by: string | null;
  readonly outcome: string;
  /** Epoch ms. */
  readonly createdAt: number;
  readonly endedAt: number;
}

/** The ended tasks of some cases. */
export async function doneTasksOf(pool: pg.Pool, instanceIds: readonly string[]): Promise<DoneTask[]> {
  const { rows } = await pool.query<DoneTask>({
    text: `select instance_id as "instanceId", element_id as "elementId", name, ended_by as by, outcome,
                  created_at as "createdAt", ended_at as "endedAt"
           from task_history where instance_id = any($1) order by ended_at, id`,
    values: [instanceIds],
  });
  return rows;
}
