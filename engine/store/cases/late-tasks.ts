import type pg from 'pg';

export interface LateTask {
  readonly id: string;
  readonly instanceId: string;
  readonly businessKey: string | null;
  readonly initiator: string | null;
  readonly assignee: string;
  readonly department: string | null;
}

/** Open tasks that are over their limit at an instant (epoch ms) and somebody has, by the number of their case. */
export async function lateTasks(pool: pg.Pool, at: number, most: number): Promise<LateTask[]> {
  const { rows } = await pool.query<LateTask>(
    `select t.id, t.instance_id as "instanceId", t.business_key as "businessKey", i.initiator, t.assignee, t.department
     from task t join instance i on i.id = t.instance_id
     where t.assignee is not null and t.due_at < $1 order by t.business_key, t.element_id, t.created_at limit $2`,
    [new Date(at), most],
  );
  return rows;
}
