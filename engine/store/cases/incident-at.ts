import type pg from 'pg';

/** The open incident of a case at an element, the oldest; undefined where there is none. */
export async function incidentAt(pool: pg.Pool, instanceId: string, elementId: string): Promise<string | undefined> {
  const { rows } = await pool.query<{ id: string }>({
    name: 'incident_at',
    text: 'select id from incident where instance_id = $1 and element_id = $2 order by since, id limit 1',
    values: [instanceId, elementId],
  });
  return rows[0]?.id;
}
