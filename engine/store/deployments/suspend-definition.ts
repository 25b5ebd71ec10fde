import type pg from 'pg';

/** Suspends or activates a definition together with its waiting start events; false where it does not exist. */
export async function suspendDefinition(pool: pg.Pool, id: string, suspended: boolean): Promise<boolean> {
  const { rowCount } = await pool.query(
    `with changed as (update definition set suspended = $2 where id = $1 and kind = 'process' returning id),
       subscriptions as (update subscription s set suspended = $2 from changed c where s.definition_id = c.id and s.instance_id is null),
       conditions as (update start_condition s set suspended = $2 from changed c where s.definition_id = c.id),
       jobs as (update job j set suspended = $2 from changed c where j.definition_id = c.id and j.instance_id is null),
       moved as (update engine_state set deployment_sequence = deployment_sequence + 1 where exists (select from changed))
     select from changed`,
    [id, suspended],
  );
  return rowCount === 1;
}
