import type pg from 'pg';

export interface OfferedTask {
  readonly id: string;
  readonly businessKey: string | null;
  readonly elementId: string;
  /** Everybody in a group that it is offered to, by id. */
  readonly people: readonly string[];
}

/** Open tasks that nobody has taken yet, by the number of their case. */
export async function offeredTasks(pool: pg.Pool): Promise<OfferedTask[]> {
  const { rows } = await pool.query<OfferedTask>(
    `select t.id, t.business_key as "businessKey", t.element_id as "elementId",
       array(select distinct m.account_id from membership m where m.group_id = any(t.candidate_groups) order by 1) as people
     from task t where t.assignee is null and t.state = 'offered' order by t.business_key, t.element_id, t.created_at, t.candidate_groups`,
  );
  return rows;
}
